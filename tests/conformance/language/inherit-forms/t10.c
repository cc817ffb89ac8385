inherit "/t10_a";
mixed run() { return f(); }
