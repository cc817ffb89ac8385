mixed run() { return this_object()->g(1); }
nomask public mixed g(mixed a) { return a; }
