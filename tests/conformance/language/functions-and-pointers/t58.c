int g(int x) { x += 5; return x; }
mixed run() { int x = 1; g(x); return x; }
