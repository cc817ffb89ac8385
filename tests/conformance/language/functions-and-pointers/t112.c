mixed run() { int x = 5; function f = (: x + 1 :); return evaluate(f); }
