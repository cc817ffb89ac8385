// what load_object() and log_error() say about programs with errors and warnings, and what t() of the others gives
string *trail = ({ });
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Back"; }
string creator_file(string f) { return "Back"; }
void log_error(string file, string msg) { trail += ({ file + "|" + msg }); }
object connect(int port) { return this_object(); }
void one(int n) {
  mixed e, r; object o; string name = "/p" + n;
  write("#" + n + "\n");
  e = catch(o = load_object(name));
  if (e) write(sprintf("  load: %O\n", e));
  if (sizeof(trail)) write("  log: " + implode(trail, "  log: "));
  trail = ({ });
  if (!o) return;
  if (function_exists("t", o)) { e = catch(r = o->t()); write(e ? sprintf("  err: %O\n", e) : sprintf("  ret: %O\n", r)); }
  destruct(o);
}
void logon() { int i; for (i = 0; i < 18; i++) { reset_eval_cost(); one(i); } shutdown(); }
