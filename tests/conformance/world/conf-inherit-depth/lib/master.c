string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
void logon() {
  printf("%O\n", catch(load_object("/a1")));
  printf("%O\n", catch(load_object("/a2")));
  printf("%O\n", catch(load_object("/a1")));
  printf("%O %O\n", find_object("/a5"), find_object("/a2"));
  shutdown();
}
