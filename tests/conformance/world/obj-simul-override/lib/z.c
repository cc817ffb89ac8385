void go() { printf("%O\n", st()); }
