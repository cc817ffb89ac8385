mixed g { return 7; }
mixed run() { return g(); }
