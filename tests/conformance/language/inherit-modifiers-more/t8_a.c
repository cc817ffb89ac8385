int f() { return 5; }
int g() { return f(); }
