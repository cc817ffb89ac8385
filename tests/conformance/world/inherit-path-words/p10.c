inherit "/dir"; mixed t() { return 1; }
