class p { int x; }
mixed run() { return sprintf("%O", new(class p, x: 5)); }
