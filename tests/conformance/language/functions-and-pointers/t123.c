mixed run() { function f = (: $1 ? $2 : $3 :); return evaluate(f, 1, 2, 3); }
