static int st(mixed x, mixed y) { return 7; }
private int pr(mixed x, mixed y) { return 8; }
int pub(mixed x, mixed y) { return 9; }
