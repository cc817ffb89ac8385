mixed t() { int a; a = 1 = 2; return a; }
