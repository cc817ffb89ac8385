inherit "/t28_a"; string l = "child;";
mixed run() { return ({ l, al }); }
