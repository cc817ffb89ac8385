nomask int f() { return 5; }
