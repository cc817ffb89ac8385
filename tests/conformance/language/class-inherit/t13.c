inherit "/point";
mixed run() { class point p = 5; return 1; }
