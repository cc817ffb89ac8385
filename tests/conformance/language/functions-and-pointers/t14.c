mixed f(mixed a, mixed b, mixed c) { return ({a,b,c}); }
mixed run() { return f(({1})..., ({2})...); }
