inherit "/t36_b";
int f() { return 1; }
