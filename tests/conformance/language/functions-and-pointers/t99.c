class p { int x; }
class p f() { return new(class p, x: 8); }
mixed run() { return f()->x; }
