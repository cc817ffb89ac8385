mixed run() { function f = (: $1 = 5 :); return evaluate(f, 1); }
