class nope v; mixed t() { return 1; }
