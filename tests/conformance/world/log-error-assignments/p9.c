mixed t() { int a, b; a ? b : a = 5; return 1; }
