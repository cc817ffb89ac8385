inherit "/point";
mixed run() { return call_other(this_object(), "show_point", make_point(5, 6)); }
