// The master object of tests that come without a mudlib: it permits everything.

string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Root"; }
string creator_file(string file) { return "Root"; }
int valid_seteuid(object ob, string id) { return 1; }
int valid_object(object ob) { return 1; }
int valid_override(string file, string name) { return 1; }
int valid_shadow(object ob) { return 1; }
int valid_hide(object ob) { return 1; }
int valid_link(string from, string to) { return 1; }
object connect(int port) { return 0; }
