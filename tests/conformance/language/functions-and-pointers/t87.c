class p { int x; } class q { int x; }
mixed run() { class p a = new(class q); return 1; }
