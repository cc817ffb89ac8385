varargs int f(int x, int y) { return 5; }
int g() { return f(3, 4); }
