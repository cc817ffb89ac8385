class p { int x; }
mixed run() { mixed a = new(class p), b = a; return ({a != a, copy(a)->x}); }
