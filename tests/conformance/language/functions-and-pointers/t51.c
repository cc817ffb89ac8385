int g(string s) { return 1; }
mixed run() { return g(5); }
