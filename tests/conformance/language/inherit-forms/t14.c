nomask inherit "/t14_a";
mixed run() { return ({ f(), this_object()->f() }); }
