int q() { return 42; }
