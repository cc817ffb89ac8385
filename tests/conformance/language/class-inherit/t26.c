inherit "/point";
mixed run() { return typeof(make_point(1, 2)); }
