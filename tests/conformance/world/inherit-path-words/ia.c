int f() { return 4; }
