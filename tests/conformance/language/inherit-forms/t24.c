inherit "/t24_a";
mixed run() { return b::f(); }
