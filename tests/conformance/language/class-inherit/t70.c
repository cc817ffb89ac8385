inherit "/point";
mixed run() { mixed p = make_point(1, 2); return p->x; }
