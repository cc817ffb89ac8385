mixed run() { return sort_array(({3,1,2}), (: $2 - $1 :)); }
