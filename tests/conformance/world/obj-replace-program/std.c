inherit "/base";
int q = 3;
int q() { return q; }
mixed rep(string s) { replace_program(s); return 1; }
