mixed f(int x) { return -x; }
mixed run() { mixed f = (: $1 + 1 :); return f(3); }
