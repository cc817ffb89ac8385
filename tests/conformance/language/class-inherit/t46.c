inherit "/point";
inherit "/box";
mixed run() { return show_point(box::make_point(1, 2)) + point::show_point(make_point(3, 4)); }
