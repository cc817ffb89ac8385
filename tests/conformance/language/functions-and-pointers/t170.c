mixed run() { return implode(({1}), (: $1 + $2 :)); }
