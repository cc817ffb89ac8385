inherit "/point";
class point make_point(int x, int y) { class point p = ::make_point(x * 10, y); p->label = "own"; return p; }
mixed run() { return show_point(make_point(1, 2)); }
