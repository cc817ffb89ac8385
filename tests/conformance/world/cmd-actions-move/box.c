void init() { add_action("open", "open"); }
void go(object o) { move_object(o); }
int open(string s) { write("open\n"); return 1; }
