mixed run() { function f = (: $9 :); return evaluate(f, 1, 2, 3); }
