inherit "/point";
mixed run() { mapping m = ([ "p" : make_point(1, 2) ]); ((class point)m["p"])->y = 5; return show_point(m["p"]); }
