inherit "/point";
mixed run() { class point p; return p->x; }
