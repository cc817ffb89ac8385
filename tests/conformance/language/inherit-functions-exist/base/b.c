inherit "/base/a";
int vb = 2;
string who() { return "b(" + ::who() + ")"; }
void create() { ::create(); vb = 20; }
int sum() { return va + vb; }
