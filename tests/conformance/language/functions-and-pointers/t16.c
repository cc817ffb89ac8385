mixed f(mixed a) { return a; }
mixed run() { mixed x; return f(x...); }
