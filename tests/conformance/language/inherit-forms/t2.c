inherit "/t2_a"; inherit "/t2_b";
mixed run() { return ({ f(), ::f(), a::f(), b::f(), fa(), fb() }); }
