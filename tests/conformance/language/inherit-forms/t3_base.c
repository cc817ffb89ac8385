int v = 1;
void set(int x) { v = x; }
int get() { return v; }
