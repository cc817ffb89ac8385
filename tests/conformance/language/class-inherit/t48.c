inherit "/point";
inherit "/point2";
mixed run() { return 1; }
