inherit "/ia";
int f2() { return x; }
int x = 50;
mixed t() { return ({ f2(), x }); }
