int f(int x);
int g() { return f(3); }
