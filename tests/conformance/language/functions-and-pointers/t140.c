mixed run() { function f = (: call_other, this_object(), ({"g",3}) :); return evaluate(f, 4); }
mixed g(int x,int y) { return x * 100+y; }
