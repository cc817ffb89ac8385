mixed run() { function f = (: int x; x = 5; return x + $1; :); return evaluate(f, 3); }
