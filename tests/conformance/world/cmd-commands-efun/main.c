object connect(int port) { return this_object(); }
int f(string s) { return 1; }
private int pf(string s) { return 1; }
int bye(string s) { shutdown(); return 1; }
int cmds(string s) { printf("%O\n", commands()); return 1; }
void logon() {
  printf("%O\n", commands());
  enable_commands();
  add_action("f", "a"); add_action("f", "b", 1, "x"); add_action((: f :), "c", 2); add_action("pf", "d", 3); add_action("cmds", "cmds");
  add_action("bye", "bye");
}
