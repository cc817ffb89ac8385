mixed run() { function f = function(int n) { if (n > 5) return "big"; return "small"; }; return f(3) + f(9); }
