mixed run() { function f = (: ({ $1, $2 })..., 5 :); return evaluate(f, 1); }
