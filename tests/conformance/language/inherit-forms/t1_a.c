int x = 5;
string f() { return "a"; }
string g() { return "g" + f(); }
