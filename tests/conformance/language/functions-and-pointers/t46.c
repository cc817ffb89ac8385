int g() { }
mixed run() { return g(); }
