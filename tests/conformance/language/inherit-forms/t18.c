inherit "/t18_a";
int f(int x) { return x; }
mixed run() { return ({ f(1), g() }); }
