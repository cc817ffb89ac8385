mixed run() { function f = (: evaluate((: $1 * 2 :), $1) + $1 :); return evaluate(f, 5); }
