inherit "/base/b";
inherit "/base/c";
int vd = 4;
string who() { return "d(" + b::who() + "," + c::who() + ")"; }
void create() { b::create(); c::create(); vd = 40; }
string all() { return who() + " " + sum() + " " + get_hidden() + " " + shielded() + " " + only_a(); }
mixed *vars() { return ({ va, vb, vc, vd }); }
