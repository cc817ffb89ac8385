string get_root_uid() { return "Root"; }
string bad = "";
void error_handler(mapping e, int c) { tell_object(this_object(), "handler " + c + " " + e["error"]); }
string creator_file(string f) { return "Root"; }
mixed valid_object(object o) { if (bad == "vo") error("vo\n"); return 1; }
mixed valid_seteuid(object o, string s) { if (bad == "se") error("se\n"); return 1; }
mixed valid_bind(object o, object p, object q) { if (bad == "vb") error("vb\n"); return 1; }
mixed valid_hide(object o) { if (bad == "vh") error("vh\n"); return 1; }
mixed valid_override(string a, string b) { if (bad == "ov") error("ov\n"); return 1; }
mixed compile_object(string a) { if (bad == "co") error("co\n"); return 0; }
mixed object_name(object o) { if (bad == "on") error("on\n"); return "nm"; }
mixed valid_socket(object o, string f, mixed *i) { if (bad == "vs") error("vs\n"); return 1; }
mixed log_error(string f, string m) { if (bad == "le") error("le\n"); tell_object(this_object(), m); }
string get_save_file_name(string s) { if (bad == "sf") error("sf\n"); return "x"; }
object connect(int port) { return this_object(); }
void t(string b, function f) { mixed e, v; bad = b; e = catch(v = evaluate(f)); bad = ""; tell_object(this_object(), sprintf("%s %O %O\n", b, e, v)); }
void logon() {
  object x;
  x = load_object("/x");
  t("se", (: seteuid("q") :));
  t("vb", (: bind((: 1 :), find_object("/x")) :));
  t("vh", (: set_hide(1) :));
  t("ov", (: load_object("/ov") :));
  t("co", (: load_object("/none") :));
  t("on", (: sprintf("%O", find_object("/x")) :));
  t("vs", (: socket_create(1, "r", "c") :));
  t("le", (: load_object("/broken") :));
  t("vo", (: load_object("/y") :));
  shutdown();
}
