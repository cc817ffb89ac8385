mixed run() { function f = (: (: $1 + 1 :) :); return evaluate(evaluate(f), 5); }
