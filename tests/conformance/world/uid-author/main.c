string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Back"; }
string creator_file(string f) {
  printf("creator_file %O prev %O player %O\n", f, previous_object(), this_player());
  if (f == "/num") return "" + 5;
  if (f == "/arr") return 0;
  if (strsrch(f, "/d/") == 0) return explode(f, "/")[1];
  return "Back";
}
string author_file(string f) { write("author_file\n"); return "x"; }
string domain_file(string f) { write("domain_file\n"); return "x"; }
object connect(int port) { return this_object(); }
void show(object o) { printf("%s %O %O\n", file_name(o), getuid(o), geteuid(o)); }
void logon() {
  show(load_object("/num")); show(load_object("/arr")); show(load_object("/d/x")); show(load_object("/bb"));
  seteuid("Who");
  show(this_object());
  show(load_object("/bb2"));
  show(new("/bb2"));
  show(new("/d/x"));
  printf("%O\n", author_file("x"));
  shutdown();
}
