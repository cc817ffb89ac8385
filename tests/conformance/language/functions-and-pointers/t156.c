mixed run() { return map(([1:2,3:4]), (: $1 + $2 :)); }
