inherit "/point";
inherit "/point2";
mixed run() { return other_point()->x; }
