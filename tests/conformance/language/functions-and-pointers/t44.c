void g() { }
mixed run() { return g(); }
