inherit "/point";
string show_point(class point p) { return "<" + ::show_point(p) + ">"; }
mixed run() { return show_point(make_point(1, 2)); }
