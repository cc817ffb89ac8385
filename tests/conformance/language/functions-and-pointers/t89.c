class p { int x; }
mixed run() { return typeof(new(class p)) + classp(new(class p)); }
