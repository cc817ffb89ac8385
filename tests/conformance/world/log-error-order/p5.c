int f2() { return foo; }
int foo() { return 3; }
mixed t() { return f2(); }
