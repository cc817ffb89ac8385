mixed t() { int a; a++ = 5; return 1; }
