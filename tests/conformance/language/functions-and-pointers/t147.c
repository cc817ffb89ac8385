mixed run() { function f = (: return 5; :); return evaluate(f); }
