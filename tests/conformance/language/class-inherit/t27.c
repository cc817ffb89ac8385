inherit "/point";
mixed run() { return sprintf("%O", make_point(1, 2)); }
