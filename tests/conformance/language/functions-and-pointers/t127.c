mixed run() { function f = (: ({ $1, $2 }) :); return evaluate(f, 1); }
