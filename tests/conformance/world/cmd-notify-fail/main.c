object connect(int port) { return this_object(); }
string nf() { return "from function " + (query_verb() ? query_verb() : "none") + " " + file_name(this_player()) + "\n"; }
int f1(string s) { notify_fail("fail one\n"); return 0; }
int f2(string s) { notify_fail("fail two\n"); return 0; }
int f3(string s) { notify_fail((: nf :)); return 0; }
int f4(string s) { notify_fail("no newline"); return 0; }
int f5(string s) { notify_fail((: error("in nf\n") :)); return 0; }
int f6(string s) { notify_fail((: 5 :)); return 0; }
int f7(string s) { printf("%O\n", notify_fail("x\n")); return notify_fail("y\n"); }
int f8(string s) { notify_fail(""); return 0; }
int f9(string s) { notify_fail("a long one\n"); return 1; }
int f10(string s) { notify_fail("set before\n"); command("nothing"); return 0; }
int bye(string s) { shutdown(); return 1; }
void error_handler(mapping e, int c) { write("handler " + e["error"]); }
void logon() {
  enable_commands();
  add_action("f1", "f1"); add_action("f2", "f1"); add_action("f3", "f3"); add_action("f4", "f4"); add_action("f5", "f5");
  add_action("f6", "f6"); add_action("f7", "f7"); add_action("f8", "f8"); add_action("f9", "f9"); add_action("f10", "f10");
  add_action("bye", "bye");
  notify_fail("from logon\n");
}
