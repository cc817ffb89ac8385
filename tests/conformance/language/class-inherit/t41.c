inherit "/box";
mixed run() { class box b = make_box(2, 3); b->corner->x = 5; b->inner = make_box(1, 1); b->inner->corner = b->corner; return show_point(b->inner->corner); }
