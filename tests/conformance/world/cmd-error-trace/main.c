string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
void error_handler(mapping e, int c) { mapping m; string s; s = sprintf("handler %d %s%O %O %O %O\n", c, e["error"], e["object"], e["program"], e["file"], e["line"]); foreach (m in e["trace"]) s += sprintf("  %O %O %O %O %O\n", m["function"], m["program"], m["object"], m["file"], m["line"]); tell_object(this_object(), s); }
mixed bad(mixed x) { mixed *a = ({ }); return a[x]; }
int fp(string s) { function f = (: error("fp\n") :); evaluate(f); return 1; }
int anon(string s) { function f = function(int x) { error("anon " + x + "\n"); }; evaluate(f, 3); return 1; }
int mp(string s) { map_array(({ 1 }), (: bad :)); return 1; }
int mps(string s) { map_array(({ 1 }), "bad"); return 1; }
int srt(string s) { sort_array(({ 1, 2 }), "bad"); return 1; }
int co(string s) { call_out("bad", 0, 3); return 1; }
int cof(string s) { call_out((: bad, 4 :), 0); return 1; }
int hb(string s) { set_heart_beat(1); return 1; }
void heart_beat() { bad(7); }
int oth(string s) { "/t"->boom(); return 1; }
int efp(string s) { mixed five = 5; evaluate((: capitalize :), five); return 1; }
int nest(string s) { mixed e; e = catch(bad(1)); return 1; }
int inh(string s) { load_object("/heir"); "/heir"->go(); return 1; }
int cr(string s) { load_object("/crt"); return 1; }
int crc(string s) { new("/crt2"); return 1; }
int filt(string s) { filter_array(({ 1, 2 }), (: $1 / 0 :)); return 1; }
int thr(string s) { throw(({ 1 })); return 1; }
int th2(string s) { mixed e = catch(throw(5)); printf("%O\n", e); return 1; }
int mlt(string s) {
  mixed x = ({
    1,
    bad(2),
    3 });
  return 1;
}
int cmd(string s) { command("oth"); return 1; }
int bye(string s) { shutdown(); return 1; }
void logon() { enable_commands(); add_action("fp", "fp"); add_action("anon", "anon"); add_action("mp", "mp"); add_action("mps", "mps"); add_action("srt", "srt"); add_action("co", "co");
 add_action("cof", "cof"); add_action("hb", "hb"); add_action("oth", "oth"); add_action("efp", "efp"); add_action("nest", "nest"); add_action("inh", "inh"); add_action("cr", "cr"); add_action("crc", "crc"); add_action("bye", "bye");
 add_action("filt", "filt"); add_action("thr", "thr"); add_action("th2", "th2"); add_action("mlt", "mlt"); add_action("cmd", "cmd"); add_action((: error("in fp action\n") :), "fpa"); }
