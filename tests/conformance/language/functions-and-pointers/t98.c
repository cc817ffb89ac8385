class p { int x; }
mixed run() { class p a = copy(new(class p, x: 4)); return a->x; }
