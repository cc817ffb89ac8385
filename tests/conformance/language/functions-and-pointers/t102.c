class p { int x }
mixed run() { return 1; }
