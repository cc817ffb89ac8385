object on;
string text = "covered";
int attach(object o) { return (on = shadow(o, 1)) != 0; }
void set_text(string s) { text = s; }
string name() { return text + " " + on->name(); }
object mine() { return query_shadowing(this_object()); }
void remove() { destruct(this_object()); }
