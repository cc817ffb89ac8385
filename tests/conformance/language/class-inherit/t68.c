inherit "/point";
mixed run() { class point p = make_point(1, 2); p->x = "text"; return p->x; }
