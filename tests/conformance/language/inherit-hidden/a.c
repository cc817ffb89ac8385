int v = 6;
private int w = 7;
static int x = 8;
int f() { return v; }
