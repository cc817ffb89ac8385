mixed f(int a, int b) { return ({a,b}); }
mixed run() { return f(1,2,3); }
