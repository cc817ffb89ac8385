inherit "/t27_a"; string l = "child;";
void create() { l += "create child;"; ::create(); }
mixed run() { return ({ l, al }); }
