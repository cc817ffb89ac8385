mixed run() { int x = 5; function f = (: $(x)++ :); return evaluate(f); }
