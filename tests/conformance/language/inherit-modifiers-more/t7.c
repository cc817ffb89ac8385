nomask inherit "/t7_a";
int f() { return 7; }
mixed run() { return f(); }
