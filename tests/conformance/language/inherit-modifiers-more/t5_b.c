int f() { return 6; }
