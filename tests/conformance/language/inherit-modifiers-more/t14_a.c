#pragma strict_types
int f(int x, int y) { return x; }
