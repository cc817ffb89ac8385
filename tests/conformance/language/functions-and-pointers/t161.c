mixed run() { mixed f = (: $1 :); return f == f; }
