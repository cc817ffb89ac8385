inherit "/t51_a"; inherit "/t51_b";
mixed run() { return ({ x, a::get(), b::get() }); }
