int g() { return; }
mixed run() { return g(); }
