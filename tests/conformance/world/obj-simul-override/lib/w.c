void go() { printf("%O %O\n", a(1, 2, 3), b()); }
