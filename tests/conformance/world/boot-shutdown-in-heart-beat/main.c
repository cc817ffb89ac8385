string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
void heart_beat() { write("hb\n"); shutdown(4); }
void logon() { set_heart_beat(1); new("/t"); }
void p(string s) { tell_object(this_object(), s); }
