mixed run() { return implode(({1,2,3}), (: $1 + $2 :)); }
