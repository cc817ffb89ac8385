object connect(int port) { return this_object(); }
#define V (query_verb() ? query_verb() : "0")
void p(string s) { tell_object(this_object(), s); }
void heart_beat() { p("hb " + V + "\n"); set_heart_beat(0); }
void co() { p("co " + V + "\n"); }
void got(string s) { p("got " + V + "\n"); }
void write_prompt() { p("wp " + V + "> "); }
mixed process_input(string s) { p("pi " + V + "\n"); return 0; }
int a(string s) { p("a " + V + "\n"); set_heart_beat(1); call_out("co", 4); input_to("got"); return 1; }
int b(string s) { p("b " + V + "\n"); evaluate((: p("fp " + (query_verb() ? query_verb() : "0") + "\n") :)); return 0; }
int b2(string s) { p("b2 " + V + "\n"); return 1; }
int bye(string s) { shutdown(); return 1; }
void error_handler(mapping e, int c) { p("eh " + V + " " + e["error"]); }
int err(string s) { error("x\n"); }
void init() { p("init " + V + "\n"); }
void logon() { p("logon " + V + "\n"); enable_commands(); add_action("a", "a"); add_action("b2", "b", 1); add_action("b", "b"); add_action("bye", "bye"); add_action("err", "err"); }
