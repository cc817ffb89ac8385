mixed run() { return sprintf("%O %O %O %O", (: 1 :), (: run :), (: $1 + $2 :), function(int a, int b) { return a; }); }
