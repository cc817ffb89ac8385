string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
void error_handler(mapping e, int c) { write("H" + c + " " + e["error"]); }
void t(string w, function f) { mixed e, v; e = catch(v = evaluate(f)); printf("%s %O %O\n", w, e, v); }
mixed obj;
void logon() {
  t("load", (: load_object("/bad") :)); printf("%O\n", find_object("/bad"));
  t("again", (: load_object("/bad") :));
  t("call", (: call_other("/bad", "f") :));
  t("new", (: new("/bad") :)); printf("%O\n", children("/bad"));
  t("bad2", (: new("/bad2") :)); printf("%O\n", children("/bad2"));
  t("badvar", (: load_object("/badvar") :)); printf("%O\n", find_object("/badvar"));
  t("heir", (: load_object("/heir") :)); printf("%O %O\n", find_object("/heir"), find_object("/parent"));
  t("heir2", (: load_object("/heir") :));
  t("find", (: find_object("/bad3", 1) :));
  t("move", (: move_object("/bad4") :)); printf("%O\n", environment());
  shutdown();
}
