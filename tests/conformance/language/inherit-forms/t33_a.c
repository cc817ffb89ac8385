static int f() { return 1; }
int fp() { return f(); }
