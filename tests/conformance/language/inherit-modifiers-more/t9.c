inherit "/t9_a"; inherit "/t9_b";
mixed run() { return ({ x }); }
