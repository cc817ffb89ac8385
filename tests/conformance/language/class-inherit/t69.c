inherit "/point";
mixed run() { mixed p = make_point(1, 2); p->x = 5; return 1; }
