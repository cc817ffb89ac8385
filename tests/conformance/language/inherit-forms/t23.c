mixed q() { return 1; } inherit "/t23_a";
mixed run() { return f(); }
