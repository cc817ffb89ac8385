string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) {
  printf("port %d player %O inter %O prev %O origin %s interactive %d\n", port, this_player(), this_interactive(), previous_object(), origin(), interactive(this_object()));
  printf("users %O\n", users());
  return new("/user");
}
