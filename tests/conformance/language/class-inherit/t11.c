inherit "/point";
mixed run() { class point p; return show_point(p); }
