mixed run() { return unique_array(({1,2,3,4}), (: $1 % 2 :)); }
