int nope() { return 1; } mixed t() { class nope v; return 1; }
