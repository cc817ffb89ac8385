object connect(int port) { return this_object(); }
int n;
void error_handler(mapping e, int c) { mixed x; write("H" + c + " " + e["error"]); if (n++ < 3) { x = catch(error("inside handler\n")); printf("  got %O\n", x); } }
int a(string s) { error("a\n"); }
int b(string s) { printf("%O\n", catch(error("b\n"))); return 1; }
int c(string s) { printf("%O\n", catch(throw("c\n"))); return 1; }
int bye(string s) { shutdown(); return 1; }
void logon() { enable_commands(); add_action("a", "a"); add_action("b", "b"); add_action("c", "c"); add_action("bye", "bye"); }
