inherit "/std/mid"; int own = 9;
void create() { setrv(70); replace_program("/std/rp"); }
int own_fun() { return own; }
string still() { return "still"; }
