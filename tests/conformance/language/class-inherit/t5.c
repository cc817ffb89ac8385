inherit "/point";
class line { class point from, to; }
mixed run() { class line l = new(class line, from : make_point(1, 2)); l->to = make_point(3, 4); l->to->x = 9; return show_point(l->from) + show_point(l->to); }
