string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
static int mine(mixed x, mixed y) { return 5; }
private int mine2(mixed x, mixed y) { return 6; }
void t(string w, function f) { mixed e, v; e = catch(v = evaluate(f)); printf("%s %O %O\n", w, e, v); }
void logon() {
  object o = load_object("/t");
  t("map st", (: map_array(({ 1, 2 }), "st", load_object("/t")) :)); t("map pr", (: map_array(({ 1, 2 }), "pr", load_object("/t")) :)); t("map pub", (: map_array(({ 1, 2 }), "pub", load_object("/t")) :)); t("map none", (: map_array(({ 1, 2 }), "none", load_object("/t")) :));
  t("flt st", (: filter_array(({ 1, 2 }), "st", load_object("/t")) :)); t("flt pr", (: filter_array(({ 1, 2 }), "pr", load_object("/t")) :)); t("flt none", (: filter_array(({ 1, 2 }), "none", load_object("/t")) :)); t("flt pub", (: filter_array(({ 1, 2 }), "pub", load_object("/t")) :));
  t("srt st", (: sort_array(({ 1, 2 }), "st", load_object("/t")) :)); t("srt pr", (: sort_array(({ 1, 2 }), "pr", load_object("/t")) :)); t("srt none", (: sort_array(({ 1, 2 }), "none", load_object("/t")) :));
  t("mm st", (: map_mapping(([ 1: 2 ]), "st", load_object("/t")) :)); t("mm none", (: map_mapping(([ 1: 2 ]), "none", load_object("/t")) :)); t("fm st", (: filter_mapping(([ 1: 2 ]), "st", load_object("/t")) :)); t("fm none", (: filter_mapping(([ 1: 2 ]), "none", load_object("/t")) :));
  t("ua st", (: unique_array(({ find_object("/t") }), "st") :)); t("ua pub", (: unique_array(({ find_object("/t") }), "pub") :));
  t("map mine", (: map_array(({ 1, 2 }), "mine") :)); t("map mine2", (: map_array(({ 1, 2 }), "mine2") :)); t("map mine o", (: map_array(({ 1, 2 }), "mine", this_object()) :)); t("map nope", (: map_array(({ 1, 2 }), "nope") :));
  t("map s", (: map("ab", "st", load_object("/t")) :)); t("map a", (: map(({ 1 }), "st", load_object("/t")) :)); t("map m", (: map(([ 1: 2 ]), "st", load_object("/t")) :)); t("filter", (: filter(({ 1 }), "st", load_object("/t")) :));
  shutdown();
}
