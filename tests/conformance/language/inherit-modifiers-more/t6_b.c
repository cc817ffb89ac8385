nomask int f() { return 6; }
