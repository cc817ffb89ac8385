inherit "/point";
mixed run() { class point p = make_point(1, 2); destruct(this_object()); return p->x; }
