inherit "/t81_a";
private int f() { return 2; }
mixed run() { return ({ g(), this_object()->f(), f() }); }
