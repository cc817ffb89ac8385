inherit "/point";
mixed run() { class point p = new(class point); p->x = 3; return ({ p->x, p->y, p->label }); }
