mixed ans;
string get_root_uid() { return "Root"; }
mixed creator_file(string f) { return ans; }
object connect(int port) { return this_object(); }
void logon() {
  mixed e, *l = ({ 0, 1, "", "Root", ({ "x" }), 1.5 });
  int i;
  for (i = 0; i < sizeof(l); i++) {
    ans = l[i];
    e = catch(load_object("/x"));
    if (find_object("/x")) printf("%O: %O %O %O\n", ans, e, getuid(find_object("/x")), geteuid(find_object("/x")));
    else printf("%O: %O none\n", ans, e);
    if (find_object("/x")) destruct(find_object("/x"));
  }
  shutdown();
}
