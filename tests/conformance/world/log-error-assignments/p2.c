mixed t() { int a; a + 1 += 6; return a; }
