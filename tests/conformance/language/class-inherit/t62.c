inherit "/point";
int f(class point p) { return p->x; }
mixed run() { function g = (: f :); return evaluate(g, make_point(3, 1)); }
