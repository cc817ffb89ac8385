// Colours and broken lines, as the source of FluffOS has them.
object connect(int port) { return clone_object("/user"); }
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "BB"; }
string creator_file(string f) { return "Root"; }
int valid_shadow(object who) { return who != find_object("/proof"); }
int valid_seteuid(object o, string s) { return 1; }
