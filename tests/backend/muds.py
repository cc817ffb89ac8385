"""A small mudlib for tests of the turn: a user object with a few verbs, and a trail that everybody can read."""

from __future__ import annotations

MASTER = """
string *trail = ({ });
void note(string s) { trail += ({ s }); }
string *query_trail() { return trail; }
object connect(int port) { return new("/user"); }
void error_handler(mapping e, int caught) { note("error " + e["error"]); }
"""

USER = """
void note(string s) { master()->note(s); }
int do_note(string s) { note(s); return 1; }
int do_trail(string s) { write(implode(master()->query_trail(), ",") + " END\\n"); return 1; }
int do_fail(string s) { error("failed\\n"); return 1; }
int do_stop(string s) { shutdown(to_int(s)); return 1; }
int do_quit(string s) { destruct(this_object()); return 1; }
void got(string s) { write("got [" + s + "]\\n"); }
int do_ask(string s) { input_to("got"); return 1; }
int do_key(string s) { get_char("got"); return 1; }
void tick(string s) { note(s + " " + time()); }
int do_later(string s) { call_out("tick", to_int(s), s); return 1; }
int do_loop(string s) { while (1); return 1; }
void set_window_size(int w, int h) { note("window " + w + "x" + h); }
void set_terminal_type(string s) { note("terminal " + s); }
void telnet_suboption(string s) { note("suboption " + strlen(s)); }
void receive_snoop(string s) { note("snoop " + replace_string(s, "\\n", "|")); }
int do_snoop(string s) { snoop(this_object(), find_living(s)); return 1; }
int do_name(string s) { set_living_name(s); return 1; }
void net_dead() { note("net_dead"); }
void logon() {
  string verb;
  enable_commands();
  foreach (verb in ({ "note", "trail", "fail", "stop", "quit", "ask", "key", "later", "loop", "snoop", "name" }))
    add_action("do_" + verb, verb);
  write("ready\\n");
}
"""

LIB = {"master.c": MASTER, "user.c": USER}
