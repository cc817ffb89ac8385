varargs int f(int x, int y) { return y; }
