inherit "/point";
mixed run() { object o = load_object("/point"); return o->show_point(make_point(5, 6)); }
