inherit "/point";
mixed run() { function g = (: ((class point)$1)->y :); return evaluate(g, make_point(3, 1)); }
