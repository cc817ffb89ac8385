// The frames that error_handler() gets of errors that catch() does not hold: none of the catch() itself
string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
void error_handler(mapping e, int caught) {
  write("caught " + caught + " " + e["error"]);
  foreach (mapping frame in e["trace"]) write("  " + frame["function"] + " " + frame["line"] + "\n");
}
int down(int n) { return this_object()->down(n + 1); }
int deep(string s) {
  mixed e = catch(down(1));
  return 1;
}
int loop(string s) {
  mixed e = catch { while (1) s = "x"; };
  return 1;
}
int nested(string s) {
  mixed e = this_object()->guarded(s);
  return 1;
}
mixed guarded(string s) { return catch(down(1)); }
int bye(string s) { shutdown(); return 1; }
void logon() {
  enable_commands();
  foreach (string verb in ({ "deep", "loop", "nested", "bye" })) add_action(verb, verb);
}
