string f() { return "b"; }
string fb() { return f(); }
