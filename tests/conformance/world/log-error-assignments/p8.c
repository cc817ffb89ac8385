mixed t() { int a, b; (a, b) = 5; return 1; }
