inherit "/t32_a";
mixed run() { return evaluate(fp()); }
int f() { return 2; }
