int f(int x) { return x * 2; }
mixed run() { return map(({1,2}), (: f :)); }
