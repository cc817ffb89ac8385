inherit "/point";
mixed run() { object o = load_object("/point"); class point p = o->make_point(5, 6); p->x = 0; return p->x + p->y; }
