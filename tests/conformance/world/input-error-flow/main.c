object connect(int port) { return this_object(); }
int n;
void error_handler(mapping e, int c) { tell_object(this_object(), "handler " + c + " " + e["error"]); }
void got(string s) { write("got " + s + "\n"); if (s == "err") { input_to("got"); error("after input_to\n"); } if (s == "err2") { error("before\n"); input_to("got"); } if (s == "throw") throw("x"); }
int ask(string s) { input_to("got"); error("in ask\n"); return 1; }
void input_prompt(mixed f, int fl) { write("ip "); if (n++ == 1) error("in input_prompt\n"); }
int ok(string s) { input_to("got"); return 1; }
int bye(string s) { shutdown(); return 1; }
void logon() { enable_commands(); add_action("ask", "ask"); add_action("ok", "ok"); add_action("bye", "bye"); }
