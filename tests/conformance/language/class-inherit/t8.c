inherit "/point";
class points { int x, y; string label; }
mixed run() { class points p = new(class points, x : 1); return p->x; }
