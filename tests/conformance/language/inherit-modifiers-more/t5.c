inherit "/t5_a"; inherit "/t5_b";
mixed run() { return f(); }
