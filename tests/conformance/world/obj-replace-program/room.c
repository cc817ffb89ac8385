inherit "/std";
int v = 7;
int extra() { return v; }
mixed rep(string s) { replace_program(s); return 1; }
