inherit "/t10_a";
mixed run() { return ({ this_object()->f() }); }
private int f() { return 9; }
