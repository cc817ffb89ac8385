inherit "/point";
mixed run() { object o = load_object("/point2"); return show_point(o->other_point()); }
