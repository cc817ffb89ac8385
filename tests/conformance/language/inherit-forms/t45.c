inherit "/t45_a";
mixed run() { return ({ catch(f()), x }); }
