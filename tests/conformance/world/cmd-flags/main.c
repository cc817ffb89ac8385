object connect(int port) { return this_object(); }
int f(string s, mixed a) { printf("f [%O] verb [%O] %O\n", s, query_verb(), a); return s != "no"; }
int bye(string s) { shutdown(); return 1; }
void logon() {
  enable_commands();
  add_action("f", "exact");
  add_action("f", "short", 1);
  add_action("f", "nosp", 2);
  add_action("f", "both", 3);
  add_action("f", "two words");
  add_action("f", "'", 2);
  add_action("f", "\"", 1);
  add_action("f", "neg", -1);
  add_action("f", "four", 4, "extra");
  add_action("f", ({ "arr1", "arr2" }), 0, 9);
  add_action("bye", "bye");
}
