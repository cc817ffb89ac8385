int g(int s) { return s; }
mixed run() { return g(5.5); }
