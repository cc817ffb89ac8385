class nope f() { return 1; }
