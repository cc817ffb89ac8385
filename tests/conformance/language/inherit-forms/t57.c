mixed run() { object o = new("/t57_o", 3, 4); return o->get(); }
