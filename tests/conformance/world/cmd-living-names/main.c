string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
mixed z;
void p(string f, mixed a, mixed b) { tell_object(this_object(), sprintf(f, a, b)); }
void logon() {
  object a = new("/npc"), b = new("/npc");
  p("%O %O\n", find_living("bob"), find_player("bob"));
  a->nm("bob"); p("%O %O\n", find_living("bob"), find_player("bob"));
  a->en(); p("%O %O\n", find_living("bob"), find_player("bob"));
  b->en(); b->nm("bob"); p("%O\n", find_living("bob"), 0);
  a->nm("Bob"); p("%O %O\n", find_living("bob"), find_living("Bob"));
  b->dis(); p("%O\n", find_living("bob"), 0);
  b->en(); p("%O\n", find_living("bob"), 0);
  b->nm("other"); p("%O %O\n", find_living("bob"), find_living("other"));
  destruct(b); p("%O\n", find_living("other"), 0);
  set_living_name("me"); p("%O %O\n", find_living("me"), find_player("me"));
  enable_commands(); p("%O %O\n", find_living("me"), find_player("me"));
  p("%O\n", livings(), 0);
  p("%O %O\n", living(a), catch(living(z)));
  p("%O\n", catch(find_living(z)), 0);
  shutdown();
}
