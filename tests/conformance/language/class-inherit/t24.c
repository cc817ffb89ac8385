inherit "/point";
int both(class point p, class point q) { q->x = 50; return p->x; }
mixed run() { class point p = make_point(1, 2); return both(p, p); }
