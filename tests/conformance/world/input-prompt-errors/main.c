object connect(int port) { return this_object(); }
int n;
void got(string s) { write("got " + s + "\n"); }
void error_handler(mapping e, int c) { tell_object(this_object(), "handler " + c + " " + e["error"]); }
void later() { input_to("got"); }
void write_prompt() { n++; if (n == 2) later(); if (n == 3) { write("no "); error("wp\n"); } write("<" + n + "> "); }
int x(string s) { write("x\n"); return 1; }
int bye(string s) { shutdown(); return 1; }
void logon() { enable_commands(); add_action("x", "x"); add_action("bye", "bye"); }
