mixed run() { function f = (: $1->g($2) :); return evaluate(f, this_object(), 4); }
mixed g(int x) { return x * 100; }
