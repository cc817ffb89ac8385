inherit "/t80_a";
mixed run() { return a::x; }
