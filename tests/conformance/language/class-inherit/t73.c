inherit "/point";
class box { int x; }
mixed run() { class box b = new(class box, x : 1); class point p = make_point(2, 3); return b->x + p->x; }
