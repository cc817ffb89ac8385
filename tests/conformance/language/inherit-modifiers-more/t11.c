inherit "/t11_a"; int f();
mixed run() { return ({ this_object()->f(), f() }); }
