inherit "/point";
string show_point(int p) { return "int"; }
mixed run() { return show_point(make_point(1, 2)); }
