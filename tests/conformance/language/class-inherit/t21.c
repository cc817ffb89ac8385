inherit "/point";
mixed run() { origin_point = make_point(2, 2); return origin_point->y++ + origin_point->y; }
