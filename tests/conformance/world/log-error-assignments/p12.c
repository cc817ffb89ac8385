mixed f() { return 1; } mixed t() { f() = 5; return 1; }
