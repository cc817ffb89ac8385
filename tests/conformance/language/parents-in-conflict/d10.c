inherit "/e1"; int f() { return 3; }
