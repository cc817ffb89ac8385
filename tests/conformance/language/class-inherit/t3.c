inherit "/point";
mixed run() { class point p = new(class point, label : "a", x : 5); return show_point(p); }
