inherit "/t4_a";
nomask int f() { return 1; }
mixed run() { return f(); }
