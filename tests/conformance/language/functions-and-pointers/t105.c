int g = 5;
mixed run() { function f = (: g :); g = 6; return evaluate(f); }
