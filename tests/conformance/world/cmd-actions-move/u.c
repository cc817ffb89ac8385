object box;
int bye(string s) { shutdown(); return 1; }
int ls(string s) { mixed *c; foreach (c in commands()) printf(" %s %O", c[0], c[2]); write("\n"); return 1; }
int mv(string s) { move_object("/" + s); return 1; }
int get(string s) { box->go(this_object()); return 1; }
int drop(string s) { box->go(environment()); return 1; }
int dest(string s) { destruct(box); return 1; }
int destroom(string s) { destruct(environment()); return 1; }
int move_or_destruct(object o) { write("mod\n"); move_object("/r2"); return 1; }
void init() { printf("u init %O\n", this_player()); }
void logon() { seteuid(getuid()); enable_commands(); add_action("bye", "bye"); add_action("ls", "ls"); add_action("mv", "mv"); add_action("get", "get"); add_action("drop", "drop"); add_action("dest", "dest"); add_action("destroom", "destroom"); move_object("/r1"); box = new("/box"); box->go(environment()); }
