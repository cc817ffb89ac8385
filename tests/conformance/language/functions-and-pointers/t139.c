mixed run() { function f = (: call_other, this_object(), "g" :); return evaluate(f, 4); }
mixed g(int x) { return x * 100; }
