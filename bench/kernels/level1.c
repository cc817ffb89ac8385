int value(int n) { return n; }
