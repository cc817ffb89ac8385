inherit "/point";
mixed run() { return classp(make_point(1, 2)) + classp(0) * 10; }
