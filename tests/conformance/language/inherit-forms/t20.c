inherit "/t20_a.c";
mixed run() { return f(); }
