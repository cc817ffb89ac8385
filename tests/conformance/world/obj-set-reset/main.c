// set_reset(): what is due is reset at the first look
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Back"; }
string creator_file(string f) { return "Back"; }
object connect(int port) { return this_object(); }
void p(string s) { tell_object(this_object(), s + "\n"); }
object *os = ({});
void logon() { int i; for (i = 0; i < 4; i++) { os += ({ new("/thing") }); os[i]->name("t" + i, ({ 0, 1, -5, 100 })[i]); } p("made"); call_out("later", 4); call_out("end", 7); }
void later() { p("later"); os[0]->name("t0", 0); os[3]->name("t3", -1); }
void end() { p("end"); shutdown(); }
