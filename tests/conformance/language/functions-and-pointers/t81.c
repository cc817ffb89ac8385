class p { int x, y; }
mixed run() { class p v; return v->x; }
