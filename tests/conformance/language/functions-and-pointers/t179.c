int *x = ({1});
mixed run() { function f = (: x[0] += $1 :); evaluate(f, 5); return x; }
