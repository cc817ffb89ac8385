int x;
mixed run() { function f = (: x = $1 :); evaluate(f, 8); return x; }
