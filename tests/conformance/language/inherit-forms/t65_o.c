int x = 5;
mixed kill() { destruct(this_object()); return this_object()->f(); }
int f() { return 7; }
