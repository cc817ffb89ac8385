mixed run() { function f = (: undefd :); return evaluate(f, 4); }
