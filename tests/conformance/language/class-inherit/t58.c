static inherit "/point";
class point give() { return make_point(1, 2); }
mixed run() { return show_point(give()); }
