int g(int x);
mixed run() { return g(5); }
int g(int x) { return x + 7; }
