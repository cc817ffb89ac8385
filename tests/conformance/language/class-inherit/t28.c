inherit "/point";
mixed run() { class point *all = ({ make_point(1, 2), make_point(3, 4) }); return all[1]->x + all[<2]->y; }
