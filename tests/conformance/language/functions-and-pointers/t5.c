mixed f(int a, mixed *b...) { return ({a,b}); }
mixed run() { return f(1,2,3); }
