mixed f() { return 1; } mixed t() { f()++; return 1; }
