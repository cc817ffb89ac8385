private int f() { return 5; }
