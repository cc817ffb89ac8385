mixed f;
mixed run() { f = (: $1 + 1 :); return f(3); }
