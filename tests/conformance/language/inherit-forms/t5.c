inherit "/t5_a"; int x = 7;
mixed run() { return ({ x, get() }); }
