inherit "/base";
string capitalize(string s) { return "local " + efun::capitalize(s); }
void go() { efun::write(capitalize("q") + "\n"); write(ordinary(3) + "\n"); based(); }
