string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
void p(string s) { tell_object(this_object(), s); }
#define W sprintf("origin %s prev %O all %O", origin(), previous_object(), all_previous_objects())
void co() { p("co " + W + "\n"); }
void create() { call_out("co", 1); }
int id(string s) { p("id " + W + "\n"); return 1; }
void heart_beat() { p("hb " + W + "\n"); set_heart_beat(0); }
mixed process_input(string s) { p("pi " + W + "\n"); if (s == "bye") shutdown(); return 0; }
void write_prompt() { p("wp " + W + "\n"); }
void got(string s) { p("got " + W + "\n"); }
int act(string s) { p("act " + W + "\n"); input_to("got"); return 1; }
int act2(string s) { p("act " + W + "\n"); input_to((: got :)); return 1; }
int cmp(mixed a, mixed b) { p("cmp " + W + "\n"); return 0; }
int mp(mixed a, mixed b) { p("mp " + W + "\n"); return 0; }
int act3(string s) { sort_array(({ 1, 2 }), "cmp"); map_array(({ 1 }), "mp", this_object()); map_mapping(([ 1: 2 ]), "mp"); filter_array(({ 1 }), (: mp :)); unique_array(({ this_object() }), "mp"); present("x", this_object()); return 1; }
void logon() { p("logon " + W + "\n"); enable_commands(); add_action("act", "act"); add_action("act2", "act2"); add_action("act3", "act3"); add_action("act2", "act4", 1); set_heart_beat(1); load_object("/t"); }
