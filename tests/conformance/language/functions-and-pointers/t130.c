mixed run() { function f = (: strlen :); return evaluate(f); }
