int g(string s) { return 1; }
mixed run() { mixed m = 5; return g(m); }
