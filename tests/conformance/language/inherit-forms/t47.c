inherit "/t47_a";
mixed run() { return 1; }
