int f() { return 9; } int g = f();
mixed run() { return g; }
