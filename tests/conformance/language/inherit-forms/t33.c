inherit "/t33_a";
mixed run() { return ({fp(), this_object()->f()}); }
int f() { return 2; }
