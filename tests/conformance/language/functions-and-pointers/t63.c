mixed g(x) { return x; }
mixed run() { return g(1); }
