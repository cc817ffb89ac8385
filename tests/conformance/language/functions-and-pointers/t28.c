mixed run() { string s = "g"; return this_object()->s(1); }
mixed s(mixed a) { return "s"; }
mixed g(mixed a) { return a; }
