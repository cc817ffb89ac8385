mixed hide(int n) { set_hide(n); return "done"; }
void name(string s) { enable_commands(); set_living_name(s); }
object findl(string s) { return find_living(s); }
int count() { return sizeof(livings()); }
int kids() { return sizeof(children("/thing")); }
void go(object o) { move_object(o); }
int inv(object o) { return sizeof(all_inventory(o)); }
int deep(object o) { return sizeof(deep_inventory(o)); }
object pres(object o) { return present("x", o); }
object first(object o) { return first_inventory(o); }
object findo(string s) { return find_object(s); }
int objs(object o) { return member_array(o, objects()) >= 0; }
object env(object o) { return environment(o); }
int id(string s) { return s == "x"; }
