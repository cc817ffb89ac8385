int x = 1;
void set(int y) { x = y; }
int get() { return x; }
