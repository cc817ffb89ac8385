inherit "/t13_a";
mixed run() { return ({ f(1) }); }
