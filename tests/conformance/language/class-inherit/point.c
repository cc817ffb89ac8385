// A class, what makes and reads it.
class point { int x, y; string label; }
class point origin_point;
class point make_point(int x, int y) { return new(class point, x : x, y : y); }
string show_point(class point p) { return p ? "(" + p->x + "," + p->y + "," + p->label + ")" : "none"; }
int x_of(mixed p) { return ((class point)p)->x; }
void keep(class point p) { origin_point = p; }
class point kept() { return origin_point; }
