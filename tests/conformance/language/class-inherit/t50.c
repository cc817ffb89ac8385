inherit "/point";
inherit "/point2";
mixed run() { class point p = new(class point, x : 1); return p->x; }
