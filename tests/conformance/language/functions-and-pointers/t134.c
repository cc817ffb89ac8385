mixed run() { function f = (: explode, "a,b" :); return evaluate(f, ","); }
