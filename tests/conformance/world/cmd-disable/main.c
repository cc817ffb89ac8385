object connect(int port) { return this_object(); }
int n;
void p(string s) { tell_object(this_object(), s); }
int f(string s) { write("f\n"); return 1; }
int off(string s) { disable_commands(); p(sprintf("living %d cmds %d player %O\n", living(this_object()), sizeof(commands()), this_player())); call_out("on", 2); return 1; }
void on() { p(sprintf("player %O\n", this_player())); printf("unseen\n"); write("seen\n"); enable_commands(); printf("living %d cmds %d player %O\n", living(this_object()), sizeof(commands()), this_player()); }
int bye(string s) { shutdown(); return 1; }
void logon() { enable_commands(); add_action("f", "f"); add_action("off", "off"); add_action("bye", "bye"); }
