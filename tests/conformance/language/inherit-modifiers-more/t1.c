inherit "/t1_a"; class c { int y; }
mixed run() { class c v = new(class c, y: 3); return v->y; }
