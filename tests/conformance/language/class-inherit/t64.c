inherit "/point";
mixed run() { return save_variable(make_point(1, 2)); }
