mixed g(mixed x, int y : (: 5 :)) { return y; }
mixed run() { return g(1); }
