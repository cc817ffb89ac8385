inherit "/point";
class point other;
mixed run() { other = make_point(1, 2); other->x += 10; return other->x; }
