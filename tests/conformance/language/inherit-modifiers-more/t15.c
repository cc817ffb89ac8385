inherit "/t15_a";
mixed run() { return ({ a::f(1, 2, 3), ::f() }); }
