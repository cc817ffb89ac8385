mixed run() { function f = (: map(({1,2}), (: $1 * 2 :)) :); return evaluate(f, 5); }
