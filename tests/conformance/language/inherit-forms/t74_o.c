int x;
void set_x(int y) { x = y; }
int getx() { return x; }
