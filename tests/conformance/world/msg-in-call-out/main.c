object connect(int port) { return this_object(); }
void last() { printf("%O\n", this_player()); shutdown(); }
void early() { write("w1\n"); printf("p1\n"); say("s\n"); tell_object(this_object(), "t1\n"); receive("r1\n"); printf("%O\n", this_player()); write(sprintf("%O %O\n", this_player(), this_interactive())); set_heart_beat(1); }
void create() { call_out("early", 1); }
void heart_beat() { write("w2\n"); printf("p2\n"); write(sprintf("%O\n", this_player())); enable_commands(); write(sprintf("%O\n", this_player())); call_out((: last :), 1); set_heart_beat(0); }
void logon() { write("logon\n"); }
