inherit " /ia"; mixed t() { return 1; }
