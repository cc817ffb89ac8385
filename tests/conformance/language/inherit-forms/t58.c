mixed run() { object o = clone_object("/t58_o", 3); return o->get(); }
