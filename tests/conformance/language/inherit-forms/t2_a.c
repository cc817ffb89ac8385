string f() { return "a"; }
string fa() { return f(); }
