inherit "/point";
class point { int x; }
mixed run() { return 1; }
