int x;
mixed run() { function f = (: x++ :); evaluate(f); evaluate(f); return x; }
