mixed run() { return this_object()->g("x"); }
int g(int a) { return a; }
