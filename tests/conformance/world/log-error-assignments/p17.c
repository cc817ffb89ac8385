mixed t() { int x; x = = 5; return 1; }
