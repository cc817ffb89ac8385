inherit "/point";
inherit "/box";
mixed run() { class box b = make_box(1, 1); b->corner = point::make_point(8, 8); return box::show_point(b->corner); }
