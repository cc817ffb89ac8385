string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
int valid_seteuid(object o, string s) { return 1; }
object connect(int port) { return new("/u"); }
