inherit "/point";
mixed run() { mapping m = ([ "p" : make_point(1, 2) ]); return ((class point)m["p"])->y; }
