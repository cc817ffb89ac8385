int n = 5;
void create() { n++; error("bad create\n"); }
int f() { return n; }
