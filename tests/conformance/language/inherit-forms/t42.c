inherit "/t42_a"; class c { int x; }
mixed run() { class c v = make(); return v->x; }
