mixed f(class nope v) { return 1; }
