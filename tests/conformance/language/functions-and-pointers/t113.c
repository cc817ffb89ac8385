mixed run() { function f = function(int a, int b) { int c = a + b; return c * 2; }; return evaluate(f, 3, 4); }
