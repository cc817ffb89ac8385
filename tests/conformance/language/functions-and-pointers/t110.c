mixed run() { int x = 5; return map(({1,2}), (: $1 + $(x) :)); }
