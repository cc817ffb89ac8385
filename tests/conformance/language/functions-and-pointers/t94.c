class p { int x; }
mixed run() { mixed a = new(class p); return a[0]; }
