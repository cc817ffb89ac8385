mixed run() { string s = "g"; return call_other(this_object(), s, 1); }
mixed g(mixed a) { return a; }
