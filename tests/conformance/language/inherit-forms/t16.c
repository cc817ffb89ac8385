inherit "/t16_a";
string f() { return "x"; }
mixed run() { return f(); }
