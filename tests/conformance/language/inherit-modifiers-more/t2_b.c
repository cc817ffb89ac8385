private int f() { return 1; }
