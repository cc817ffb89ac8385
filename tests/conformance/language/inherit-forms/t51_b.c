int x = 2;
int get() { return x; }
