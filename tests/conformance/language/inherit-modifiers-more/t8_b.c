private int f() { return 6; }
int h() { return f(); }
