mixed go(mixed o) { return move_object(o); }
mixed gone() { object o = this_object(); destruct(o); return move_object(load_object("/t")); }
