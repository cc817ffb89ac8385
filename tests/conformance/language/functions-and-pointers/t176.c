mixed run() { mixed x = ({ 1 }); function f = (: $(x)[0] = 7 :); evaluate(f); return x; }
