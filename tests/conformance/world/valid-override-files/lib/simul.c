string capitalize(string s) { return "<" + efun::capitalize(s) + ">"; }
int strlen(string s) { return 1000 + efun::strlen(s); }
string ordinary(int x) { return "ord " + x; }
void write(mixed x) { efun::write("W:" + x); }
