int va = 1;
string who() { return "a"; }
string only_a() { return "only a " + va; }
void create() { va = 10; }
