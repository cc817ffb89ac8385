inherit "/t40_a";
mixed run() { class c v = new(class c, x: 5); return v->x; }
