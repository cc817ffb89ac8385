int x = 5;
int get() { return x; }
