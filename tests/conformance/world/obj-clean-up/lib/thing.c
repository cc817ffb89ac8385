string n; int k;
void name(string s) { n = s; }
void poke() { }
int clean_up(int i) { master()->p("clean_up " + n + " " + i); if (n == "b") error("cannot\n"); return 0; }
