inherit "/point";
mixed run() { object o = load_object("/point"); class point p = make_point(1, 1); o->keep(p); p->x = 77; return show_point(o->kept()); }
