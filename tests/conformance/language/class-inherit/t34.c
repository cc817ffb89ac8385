inherit "/point";
mixed run() { object o = load_object("/point"); return show_point(o->make_point(5, 6)); }
