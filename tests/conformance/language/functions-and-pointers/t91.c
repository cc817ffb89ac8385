class p { int x; }
mixed run() { class p a = new(class p); a->z = 5; return 1; }
