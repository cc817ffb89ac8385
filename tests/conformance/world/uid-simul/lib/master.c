string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Back"; }
string creator_file(string f) { return "Root"; }
mixed valid_seteuid(object o, string s) { printf("seteuid %O %O\n", o, s); return s == "Root"; }
object connect(int port) { return this_object(); }
void logon() {
  printf("%O\n", info());
  printf("%O\n", try_load("/x"));
  printf("%O\n", set("Root"));
  printf("%O\n", info());
  printf("%O\n", try_load("/x"));
  shutdown();
}
