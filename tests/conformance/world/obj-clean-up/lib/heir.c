inherit "/single";
int clean_up(int i) { master()->p("heir"); return ::clean_up(i); }
