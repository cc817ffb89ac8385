string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
void log_error(string f, string m) { write("LOG " + f + ": " + m); }
void t(string f) { mixed e, v; e = catch(v = load_object(f)); printf("%s %O %O\n", f, e, v); }
void logon() {
  t("/heir_broken"); t("/self"); t("/circle1"); t("/missing_heir"); t("/virt_heir"); t("/broken_create_heir");
  printf("%O %O\n", find_object("/broken_create"), find_object("/broken"));
  t("/inc_missing"); t("/dir"); t("/empty"); t("/late_inherit");
  shutdown();
}
