mixed f() { return ({ 1 }); } mixed t() { f()[0] = 4; return 1; }
