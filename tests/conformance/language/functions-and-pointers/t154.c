mixed run() { return filter(({3,1,2}), (: $1 > 1 :)); }
