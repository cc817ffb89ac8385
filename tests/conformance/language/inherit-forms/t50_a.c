#pragma save_types
int f(int a) { return 1; }
