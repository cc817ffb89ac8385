mixed run() { mixed f = "x"; return evaluate(f, 1); }
