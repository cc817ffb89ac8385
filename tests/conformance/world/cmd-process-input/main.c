object connect(int port) { return this_object(); }
mixed *ans = ({ 0, 1, "f changed", "", "   ", ({ }), 1.5, -1, ([ ]) });
int i;
int f(string s) { printf("f [%O] verb %O\n", s, query_verb()); return 1; }
mixed process_input(string s) {
  mixed r;
  printf("pi [%s] player %O inter %O origin %s verb %O\n", s, this_player(), this_interactive(), origin(), query_verb());
  if (s == "bye") { shutdown(); return 1; }
  if (s == "dest") { destruct(this_object()); return 0; }
  r = ans[i++];
  return r;
}
void logon() { enable_commands(); add_action("f", "f"); add_action("f", "changed"); }
