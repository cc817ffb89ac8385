inherit "/t48_a";
mixed run() { return f(1, 2, 3); }
