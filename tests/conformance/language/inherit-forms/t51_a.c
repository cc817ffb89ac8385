int x = 1;
int get() { return x; }
