mixed run() { return this_object()->g(1); }
private mixed g(mixed a) { return a; }
