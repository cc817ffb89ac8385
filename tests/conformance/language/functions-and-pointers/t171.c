mixed run() { return implode(({}), (: $1 + $2 :)); }
