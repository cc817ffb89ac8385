mixed run() { return map("abc", (: 'z' :)); }
