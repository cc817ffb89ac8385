void go() { set_reset(this_object(), 0); set_reset(this_object()); }
