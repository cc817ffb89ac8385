mixed run() { return map(({1,2}), (: $1 + $2 :), 10); }
