void p(string l, mixed v) { write(sprintf("%s: %O\n", l, v)); }
object connect(int port) { return clone_object("/user"); }
string get_root_uid() { return "Root"; } string get_bb_uid() { return "BB"; } string creator_file(string f) { return "Root"; }
int valid_override(string f, string e, string m) { return 1; }
int valid_bind(object a, object b, object c) { return 1; }
int valid_object(object o) { return 1; }
int valid_shadow(object o) { return 1; }
object compile_object(string f) { 
  string a, b; object o;
  write("[compile " + f + "]");
  if (sscanf(f, "%svirt/%s", a, b) == 2 && b != "bad") { o = clone_object("/std/thing"); o->set_name(b); return o; }
  return 0;
}
void error_handler(mapping m, int c) { write("<" + m["error"][0..<2] + "|" + c + "|" + m["function"] + sizeof(m["trace"]) + ">\n"); }
int valid_seteuid(object o, string s) { return 1; }
