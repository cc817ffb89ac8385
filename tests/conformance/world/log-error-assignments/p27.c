mixed t() { int x = 1; x &&= 5; return x; }
