object connect(int port) { return this_object(); }
void inner(string s) { printf("inner %s\n", s); }
void other(string s) { printf("other %s\n", s); }
void outer(string s) { printf("outer %s\n", s); printf("%O\n", input_to("inner")); printf("%O\n", input_to("other")); if (s == "err") error("outer err\n"); if (s == "dest") destruct(this_object()); }
void error_handler(mapping e, int c) { write("handler " + e["error"]); }
int f(string s) { printf("f %O in_input %O\n", s, in_input(this_object())); return 1; }
int go(string s) { input_to("outer"); return 1; }
int both(string s) { printf("%O %O\n", input_to("outer"), input_to("inner")); return 1; }
int wait(string s) { call_out((: input_to("inner") :), 0); return 1; }
void write_prompt() { write("$ "); }
void logon() { enable_commands(); add_action("f", "f"); add_action("go", "go"); add_action("both", "both"); add_action("wait", "wait"); }
