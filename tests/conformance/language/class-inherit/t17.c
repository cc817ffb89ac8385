inherit "/point";
mixed run() { return x_of(make_point(8, 9)); }
