int g();
mixed run() { return g(); }
int g() { return 7; }
