string get_root_uid() { return "Root"; }
string creator_file(string f) { if (f == "/spin") while (1); return "Root"; }
object connect(int port) { return this_object(); }
void p(string s) { tell_object(this_object(), s); }
void error_handler(mapping e, int c) { p("H" + c + " " + e["error"]); }
void heart_beat() { p("hb\n"); while (1); }
void spin() { while (1); }
void fine() { p("fine\n"); }
int a(string s) { call_out("spin", 1); call_out("fine", 3); return 1; }
int b(string s) { set_heart_beat(1); return 1; }
int c(string s) { load_object("/x"); return 1; }
int d(string s) { map_array(({ 1, 2 }), (: spin :)); return 1; }
int e(string s) { input_to("f"); return 1; }
int g(string s) { load_object("/spin"); return 1; }
int h(string s) { string t = ""; while (1) t = t[0..10] + "x"; return 1; }
void f(string s) { spin(); }
int bye(string s) { p(sprintf("%O %O\n", query_heart_beat(this_object()), find_object("/x"))); shutdown(); return 1; }
void logon() { enable_commands(); add_action("a", "a"); add_action("b", "b"); add_action("c", "c"); add_action("d", "d"); add_action("e", "e"); add_action("g", "g"); add_action("h", "h"); add_action("bye", "bye"); }
