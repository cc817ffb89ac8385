inherit "/t6_a"; inherit "/t6_b";
mixed run() { return f(); }
