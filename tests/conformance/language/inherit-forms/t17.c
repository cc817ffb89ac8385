inherit "/t17_a";
int f(int x) { return 6; }
mixed run() { return f(1) + g(); }
