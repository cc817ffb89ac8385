int nope; class nope f() { return 0; }
