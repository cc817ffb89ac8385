int g(int x);
mixed run() { return g(5); }
int g(int x, int y) { return x + 7; }
