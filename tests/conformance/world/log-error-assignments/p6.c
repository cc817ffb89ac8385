mixed t() { int a; return 1 = 2; }
