inherit "/point";
mixed run() { class point p = make_point(1, 2), q = p; q->x = 4; return p->x; }
