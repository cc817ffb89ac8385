inherit "/t31_a";
mixed run() { return f(2); }
int f(int n) { return n * 10 + ::f(n + 1); }
