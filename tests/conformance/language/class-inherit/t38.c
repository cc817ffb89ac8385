inherit "/point";
mixed run() { object o = load_object("/same"); return show_point(o->same_point()); }
