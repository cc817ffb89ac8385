inherit "/t6_a";
mixed run() { return ({ x, get() }); }
