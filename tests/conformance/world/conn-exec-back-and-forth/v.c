int x(string s) { printf("x in %O tp %O ti %O\n", this_object(), this_player(), this_interactive()); return 1; }
int back(string s) { object o = find_object("/u#1"); int r; r = exec(o, this_object()); printf("%O\n", r); return 1; }
int bye(string s) { shutdown(); return 1; }
void start() { enable_commands(); add_action("x", "x"); add_action("back", "back"); add_action("bye", "bye"); write("v start\n"); printf("%O %O %O\n", users(), this_player(), this_interactive()); }
void write_prompt() { write("v> "); }
