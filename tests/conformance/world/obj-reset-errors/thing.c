string n; int k;
void name(string s) { n = s; }
void poke() { }
void reset() { master()->p("reset " + n); error("reset fails\n"); }
