inherit "/t31_b";
int f(int n) { return n * 100 + ::f(n + 1); }
