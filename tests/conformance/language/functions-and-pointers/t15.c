mixed f(mixed a) { return a; }
mixed run() { return f(5...); }
