inherit "/point";
mixed run() { object o = load_object("/point2"); class point p = o->other_point(); return p->y; }
