// an error in reset() does not keep others from theirs
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Back"; }
string creator_file(string f) { return "Back"; }
object connect(int port) { return this_object(); }
void p(string s) { tell_object(this_object(), s + "\n"); }
object a, b;
void logon() { a = new("/thing"); a->name("a"); set_reset(a, 0); b = new("/thing"); b->name("b"); set_reset(b, 0); p("made"); call_out("touch", 1); call_out("end", 6); }
void touch() { a->poke(); p("touched"); }
void end() { a->poke(); p("end"); shutdown(); }
