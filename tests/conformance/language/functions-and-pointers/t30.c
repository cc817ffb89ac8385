mixed run() { string s = "g"; return this_object()->(s)(1); }
mixed g(mixed a) { return a; }
