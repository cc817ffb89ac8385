mixed run() { return this_object()->g(1); }
protected mixed g(mixed a) { return a; }
