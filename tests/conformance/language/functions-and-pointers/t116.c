mixed run() { function f = function(mixed a...) { return a; }; return evaluate(f,1,2,3); }
