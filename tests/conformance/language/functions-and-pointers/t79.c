class p { int x, y; string n; }
mixed run() { class p v = new(class p); v->x = 5; v->x += 2; v->n = "a"; v->n += "b"; return ({v->x, v->y, v->n}); }
