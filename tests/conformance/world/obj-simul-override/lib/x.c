void go() { printf("%O %O %O %O %O\n", a(), b(4), sizeof(({ 1 })), efun::sizeof(({ 1 })), over(1)); }
