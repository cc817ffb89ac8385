mixed run() { function f = (: this_object(), "g" :); return evaluate(f, 4); }
mixed g(int x) { return x * 100; }
