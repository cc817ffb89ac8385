inherit "/dir//ib"; mixed t() { return f(); }
