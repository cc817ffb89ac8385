inherit "/t54_a";
int cnt() { return 100; }
mixed run() { return total; }
