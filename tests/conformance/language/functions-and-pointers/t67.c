mixed g(mixed ref x) { x = 5; }
mixed run() { int y; g(ref y); return y; }
