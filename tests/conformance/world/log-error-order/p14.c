int nope; mixed t() { class nope v; return 1; }
