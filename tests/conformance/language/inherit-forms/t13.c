public inherit "/t13_a";
mixed run() { return ({ f(), this_object()->f() }); }
