mixed g(x, y) { return x; }
mixed run() { return g(1,2); }
