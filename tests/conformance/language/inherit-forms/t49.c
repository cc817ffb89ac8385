inherit "/t49_a";
mixed run() { return f("x"); }
