// clean_up(): who is asked at the first look, with what; who is used meanwhile is not idle
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Back"; }
string creator_file(string f) { return "Back"; }
object connect(int port) { return this_object(); }
int t0;
void p(string s) { tell_object(this_object(), s + "\n"); }
object a, b, c, d, e;
int clean_up(int i) { p("master clean_up"); return 0; }
void logon() { a = new("/thing"); a->name("a"); b = load_object("/thing"); b->name("b"); c = new("/thing"); c->name("c"); d = load_object("/single"); e = load_object("/heir"); p("made"); call_out("touch", 1); call_out("mid", 3); call_out("end", 7); }
void touch() { c->poke(); }
void mid() { p("mid " + (a ? 1 : 0) + (b ? 1 : 0) + (c ? 1 : 0) + (d ? 1 : 0)); }
void end() { p("end " + (a ? 1 : 0) + (b ? 1 : 0) + (c ? 1 : 0) + (d ? 1 : 0)); shutdown(); }
