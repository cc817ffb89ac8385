mixed run() { object o = load_object("/t64_o"); return o->kill(); }
