mixed t() { int a; a + 1 = 6; }
