int g(float s) { return s; }
mixed run() { return g(5); }
