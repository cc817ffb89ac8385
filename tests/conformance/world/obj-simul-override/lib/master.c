string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
int valid_override(string f, string n) { return f == "/simul" || f == "/x"; }
object connect(int port) { return this_object(); }
void log_error(string f, string m) { write("LOG " + m); }
void t(string f) { mixed e, v; e = catch(v = load_object(f)); printf("%s %O %O\n", f, e, v); if (v) printf("%O\n", catch(v->go())); }
void logon() {
  t("/x"); t("/y"); t("/z"); t("/w"); t("/v"); t("/u");
  shutdown();
}
