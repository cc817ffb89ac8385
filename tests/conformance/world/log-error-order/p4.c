int f2() { x = 4; return x; }
int x = 50;
mixed t() { return ({ f2(), x }); }
