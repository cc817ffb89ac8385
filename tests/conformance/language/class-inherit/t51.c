inherit "/point";
inherit "/same";
mixed run() { return show_point(same_point()); }
