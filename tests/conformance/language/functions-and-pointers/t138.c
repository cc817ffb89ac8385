mixed run() { function f = (: this_object(), "g", 7 :); return evaluate(f, 4); }
mixed g(int x) { return x * 100; }
