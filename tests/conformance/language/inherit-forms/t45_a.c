int x;
int f() { x = 1; error("oops\n"); }
