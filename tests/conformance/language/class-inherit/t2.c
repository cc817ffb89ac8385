inherit "/point";
mixed run() { class point p = make_point(1, 2); return show_point(p); }
