inherit "/t82_a";
static int f() { return 2; }
mixed run() { return ({ g(), this_object()->f(), f() }); }
