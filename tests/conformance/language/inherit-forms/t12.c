static inherit "/t12_a";
mixed run() { return ({ f(), this_object()->f(), this_object()->g() }); }
