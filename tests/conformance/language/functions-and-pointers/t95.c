class p { int x; }
mixed run() { mixed a = new(class p); return sizeof(a); }
