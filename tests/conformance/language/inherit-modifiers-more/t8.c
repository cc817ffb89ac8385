inherit "/t8_a"; inherit "/t8_b";
mixed run() { return ({ f(), g(), h() }); }
