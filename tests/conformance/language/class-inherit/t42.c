inherit "/box";
mixed run() { return show_point(make_point(1, 2)); }
