class p { int x, y; }
mixed run() { mixed v = 5; return v->x; }
