int f(int x, int y) { return x * y; }
mixed run() { return map(({1,2}), (: f, 3 :)); }
