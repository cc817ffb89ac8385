inherit "/t9_a";
mixed run() { return f(); }
