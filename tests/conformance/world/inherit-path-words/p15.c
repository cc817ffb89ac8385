inherit "."; mixed t() { return 1; }
