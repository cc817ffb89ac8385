class p { int x, y; }
mixed run() { class p v = new(class p, x: 1, y: 2); class p w = v; w->x = 9; return v->x; }
