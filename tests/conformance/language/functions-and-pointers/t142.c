mixed g();
mixed run() { function f = (: g :); return evaluate(f, 4); }
mixed g(int x) { return x+1; }
