inherit "/point";
mixed run() { keep(make_point(1, 1)); kept()->x = 6; return show_point(kept()); }
