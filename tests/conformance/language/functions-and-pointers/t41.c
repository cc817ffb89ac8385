int g(int x);
mixed run() { return g(5); }
string g(int x) { return x + 7; }
