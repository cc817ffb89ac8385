class p { int x, y; }
mixed run() { mixed v = new(class p, x: 7); return ((class p)v)->x; }
