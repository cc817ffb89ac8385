inherit "/box";
inherit "/point";
mixed run() { return show_point(make_point(1, 2)); }
