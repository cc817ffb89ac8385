static int f() { return 5; }
