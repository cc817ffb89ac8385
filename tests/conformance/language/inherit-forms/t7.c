inherit "/t7_a";
mixed run() { return f(); }
