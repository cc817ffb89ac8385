int x = 5;
mixed kill() { destruct(this_object()); return ({ this_object(), x, catch(f()) }); }
int f() { x++; return x; }
