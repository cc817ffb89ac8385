private nomask int f() { return 1; }
