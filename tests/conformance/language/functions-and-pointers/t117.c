mixed run() { int x = 4;
function f = function(int n) { return n + x; }; return evaluate(f, 1); }
