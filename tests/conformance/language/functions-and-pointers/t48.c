int g() { return "a"; }
mixed run() { return g(); }
