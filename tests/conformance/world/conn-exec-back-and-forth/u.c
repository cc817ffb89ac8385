string nm = "u";
int x(string s) { printf("x in %O tp %O ti %O\n", this_object(), this_player(), this_interactive()); return 1; }
int sw(string s) {
  object o = find_object("/v");
  printf("exec %O\n", exec(o, this_object()));
  write("after to tp " + file_name(this_player()) + "\n");
  tell_object(o, "to o\n"); tell_object(this_object(), "to old\n");
  o->start();
  return 1;
}
int sw2(string s) {
  object o = find_object("/v");
  printf("exec %O\n", exec(o, this_object()));
  o->start();
  return 0;
}
void inp(string s) { object o = find_object("/v"); exec(o, this_object()); o->start(); }
int sw3(string s) { input_to("inp"); return 1; }
void logon() { seteuid(getuid()); load_object("/v"); enable_commands(); add_action("x", "x"); add_action("sw", "sw"); add_action("sw2", "sw2"); add_action("sw3", "sw3"); write("logon\n"); }
void write_prompt() { write("u> "); }
