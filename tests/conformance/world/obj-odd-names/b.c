int f() { return 1; }
static int st() { return 1; }
private int pr() { return 1; }
