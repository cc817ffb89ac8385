mixed run() { mixed f = (: g :); return f(3); }
mixed g(int x) { return x+1; }
