// Callbacks of efuns into an object that is destructed, or destructs itself on the way.
object connect(int port) { return this_object(); }

string told(mixed value) { return replace_string(sprintf("%O", value), "thing#", "thing "); }
void show(string name) { write(sprintf("%s: %s\n", name, told(call_other(new("/thing"), name)))); }

void run() {
  map(({ "map_name", "map_pointer", "map_pairs", "map_last", "filter_name", "sort_name", "sort_last" }), (: show :));
  map(({ "unique_name", "unique_pointer", "implode_pointer", "evaluate_again", "evaluate_braces" }), (: show :));
  map(({ "evaluate_new", "map_after", "map_new", "filter_after", "filter_nothing" }), (: show :));
  map(({ "euid_after", "inventory_after" }), (: show :));
}

void logon() {
  mixed err;

  err = catch(run());
  if (err)
    write(err);
  shutdown();
}
