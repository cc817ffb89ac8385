mixed run() { function f = (: $1++ :); return evaluate(f, 1); }
