inherit "/t3_a";
mixed run() { return ({ ::f(), a::f() }); }
