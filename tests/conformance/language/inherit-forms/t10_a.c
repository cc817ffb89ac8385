protected int f() { return 5; }
