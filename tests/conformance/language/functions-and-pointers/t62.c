mixed g(int x,) { return 5; }
mixed run() { return g(1); }
