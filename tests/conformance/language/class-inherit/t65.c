inherit "/point";
mixed run() { class point p = restore_variable(save_variable(make_point(1, 2))); return show_point(p); }
