inherit "/y";
void go() { printf("%O\n", a()); ::go(); }
