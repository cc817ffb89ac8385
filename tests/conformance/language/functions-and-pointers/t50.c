string g() { return 5; }
mixed run() { return g(); }
