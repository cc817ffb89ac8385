class p { int x; }
mixed run() { class p a = new(class p, "a"); return a->x; }
