inherit "/box";
mixed run() { class box b = make_box(2, 3); return area(b) + b->corner->x; }
