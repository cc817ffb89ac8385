void die() { write("dying\n"); destruct(this_object()); }
int x(string s) { call_out("die", 1); write("x\n"); return 1; }
void logon() { enable_commands(); add_action("x", "x"); }
