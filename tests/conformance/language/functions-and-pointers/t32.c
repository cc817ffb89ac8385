mixed run() { return this_object()->g(1); }
static mixed g(mixed a) { return a; }
