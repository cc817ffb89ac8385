mixed answer = 1;
string *trail = ({ });
string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
mixed valid_override(string file, string name, string main) { trail += ({ sprintf("[%s|%s|%O]", file, name, main) }); return answer; }
void log_error(string f, string m) { write(m); }
object connect(int port) { return this_object(); }
void logon() {
  printf("%s %d\n", capitalize("abc"), strlen("abc"));
  printf("%O\n", map_array(({ "a", "b" }), (: capitalize :)));
  printf("%O\n", evaluate((: capitalize($1) :), "zed"));
  load_object("/x"); "/x"->go();
  answer = 0; printf("%O\n", catch(load_object("/y")));
  answer = "a"; printf("%O\n", catch(load_object("/z")));
  write(implode(trail, "\n") + "\n");
  shutdown();
}
