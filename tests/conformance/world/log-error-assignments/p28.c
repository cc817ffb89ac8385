mixed t() { int x = 0; x ||= 5; return x; }
