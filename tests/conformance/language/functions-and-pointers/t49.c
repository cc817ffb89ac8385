string g() { return 0; }
mixed run() { return g(); }
