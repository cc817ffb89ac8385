inherit "/t15_a";
int f() { return 6; }
mixed run() { return f(); }
