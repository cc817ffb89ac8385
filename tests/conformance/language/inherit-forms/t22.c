int z; inherit "/t22_a";
mixed run() { return f(); }
