mixed f(mixed a, mixed b) { return ({a,b}); }
mixed run() { return f(({1})...); }
