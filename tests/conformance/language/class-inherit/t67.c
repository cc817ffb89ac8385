inherit "/point";
mixed run() { class point p = make_point(1, 2); p->label = ({ p->x }); return sizeof(p->label); }
