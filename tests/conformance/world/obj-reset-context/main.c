// reset() that sets the next one, and what it sees
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Back"; }
string creator_file(string f) { return "Back"; }
object connect(int port) { return this_object(); }
void p(string s) { tell_object(this_object(), s + "\n"); }
void logon() { new("/thing")->go(); new("/noreset")->go(); call_out("end", 5); }
void reset() { p("master reset"); }
void end() { p("end"); shutdown(); }
