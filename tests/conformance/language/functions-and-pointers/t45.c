void g() { }
mixed run() { int x = g(); return x; }
