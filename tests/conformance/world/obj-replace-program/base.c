int d = 1;
int deep() { return 99; }
void set(int x) { d = x; }
int dq() { return d; }
