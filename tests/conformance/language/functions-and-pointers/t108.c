int f(int x, int y) { return x * 10 + y; }
mixed run() { return map(({1,2}), (: f, 3 :)); }
