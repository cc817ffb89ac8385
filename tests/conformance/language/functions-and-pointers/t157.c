mixed run() { return map("abc", (: $1 + 1 :)); }
