mixed g(int) { return 5; }
mixed run() { return g(1); }
