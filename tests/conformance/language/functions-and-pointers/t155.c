mixed run() { return filter(([1:2,3:4]), (: $1 > 1 && $2 == 4 :)); }
