inherit "/point";
class point { int x, y; string label; }
mixed run() { return show_point(make_point(1, 2)); }
