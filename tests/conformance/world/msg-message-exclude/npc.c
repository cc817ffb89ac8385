string name;
void setup(string n, int l) { name = n; if (l) enable_commands(); }
void go(object o) { move_object(o); }
void catch_tell(string s) { master()->p(sprintf("%s tell %O prev %O tp %O origin %s\n", name, s, previous_object(), this_player(), origin())); }
void receive_message(mixed cl, mixed s) { master()->p(sprintf("%s msg %O %O prev %O origin %s\n", name, cl, s, previous_object(), origin())); }
void sayit(string s, mixed ex) { if (ex) say(s, ex); else say(s); }
void shoutit(string s) { shout(s); }
