inherit "/t12_a";
mixed run() { return ({ f(1) }); }
