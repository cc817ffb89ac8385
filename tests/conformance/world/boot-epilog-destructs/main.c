string *trail = ({ });
string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
mixed epilog(int level) { load_object("/x"); return ({ "/x", "/y" }); }
void preload(string f) { trail += ({ "preload " + f + " " + (this_player() ? "p" : "-") + " " + origin() + " " + sizeof(all_previous_objects()) }); }
object connect(int port) { return this_object(); }
void logon() { write(implode(trail, "\n") + "\n"); shutdown(); }
