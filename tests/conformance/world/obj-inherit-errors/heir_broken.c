inherit "/broken";
int f() { return 1; }
