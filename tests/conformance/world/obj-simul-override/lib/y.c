int a() { return 100; }
void go() { printf("%O %O\n", a(), evaluate((: a :))); printf("%O\n", efun::sizeof(({ }))); }
