mixed run() { function f = (: if ($1) return "y"; return "n"; :); return evaluate(f, 3); }
