mixed f(mixed a, mixed b, mixed c) { return ({a,b,c}); }
mixed run() { return f(0, ({1,2})...); }
