mixed run() { object o = load_object("/t74_o"); return ({ catch(o->set_x(5)), o->x, o->getx() }); }
