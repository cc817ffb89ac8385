int n;
void create() { master()->p("create"); }
void go() { set_reset(this_object(), 0); call_other(this_object(), "reset"); move_object(master()); }
void reset() { n++; master()->p("reset " + n + " " + (this_player() ? "tp" : "0") + " " + (previous_object() ? file_name(previous_object()) : "0") + " " + origin()); set_reset(this_object(), 0); }
