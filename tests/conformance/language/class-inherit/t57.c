private inherit "/point";
mixed run() { class point p = new(class point, x : 4); return show_point(p); }
