mixed g(int x) { int x; return x; }
mixed run() { return g(1); }
