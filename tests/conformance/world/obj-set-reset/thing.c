string n; int k;
void name(string s, int t) { n = s; set_reset(this_object(), t); }
void create() { master()->p("create"); }
void reset() { master()->p("reset " + n); }
