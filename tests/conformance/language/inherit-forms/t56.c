mixed run() { object o = new("/t56_o"); object p = new("/t56_o"); o->set(5); return ({ o->get(), p->get(), clonep(o), file_name(o) != file_name(p) }); }
