inherit "/t1_a";
mixed run() { return ({ f(), ::f(), a::f(), x, g() }); }
string f() { return "child"; }
