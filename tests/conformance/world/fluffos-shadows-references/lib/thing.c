int weight = 3;
string name() { return "thing"; }
string describe() { return "a " + name() + " of " + query_weight(); }
int query_weight() { return weight; }
nomask string fixed() { return "fixed"; }
string call_name(object o) { return o->name(); }
