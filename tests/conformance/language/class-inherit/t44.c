inherit "/box";
mixed run() { class box b = new(class box); return b->corner->x; }
