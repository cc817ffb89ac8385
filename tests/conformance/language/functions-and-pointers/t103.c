class p { int x; int x; }
mixed run() { return 1; }
