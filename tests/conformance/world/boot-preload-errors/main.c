string *trail = ({ });
string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
void error_handler(mapping e, int caught) { trail += ({ "handler " + caught + " " + e["error"][0..<2] + " in " + sizeof(e["trace"]) }); }
string *epilog(int level) { trail += ({ "epilog " + level }); return ({ "/a", "/missing", "/b", "/c", "/d" }); }
void preload(string f) { trail += ({ "preload " + f }); load_object(f); trail += ({ "done " + f }); }
object connect(int port) { trail += ({ "connect" }); return this_object(); }
void logon() {
  write(implode(trail, "\n") + "\n");
  printf("%O %O %O\n", find_object("/a"), find_object("/b"), find_object("/c"));
  shutdown();
}
