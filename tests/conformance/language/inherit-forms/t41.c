inherit "/t41_a"; class c { int y; }
mixed run() { class c v = new(class c, y: 5); return v->y; }
