private inherit "/t11_a";
mixed run() { return ({ f(), this_object()->f(), g() }); }
