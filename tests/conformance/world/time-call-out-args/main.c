object connect(int port) { return this_object(); }
void p(string s) { tell_object(this_object(), s); }
void f(mixed a, mixed b) { p(sprintf("f %O %O origin %s prev %O tp %O\n", a, b, origin(), previous_object(), this_player())); }
private void pv(mixed a) { p(sprintf("pv %O\n", a)); }
void obj(object o) { p(sprintf("obj %O\n", o)); }
mixed z;
void done() { p("done\n"); shutdown(); }
void error_handler(mapping e, int c) { p("handler " + c + " " + e["error"]); }
void logon() {
  object o = new("/t");
  int h, i;
  h = call_out("f", 3, 1, 2); p(sprintf("%O %O\n", h > 0, intp(h)));
  p(sprintf("%O %O\n", find_call_out("f") >= 2, find_call_out(h) >= 2));
  p(sprintf("%O\n", find_call_out("nope")));
  p(sprintf("%O\n", find_call_out(99999)));
  p(sprintf("%O\n", remove_call_out("nope")));
  p(sprintf("%O\n", remove_call_out(h) >= 2));
  p(sprintf("%O %O\n", remove_call_out(h), find_call_out("f")));
  i = call_out((: f, 10 :), 2, 11); p(sprintf("%O\n", find_call_out(i) >= 1));
  call_out("pv", 4, "private");
  call_out("missing", 1);
  call_out("obj", 1, o); destruct(o);
  p(sprintf("%O\n", catch(call_out(z, 1))));
  p(sprintf("%O\n", sizeof(call_out_info())));
  call_out("done", 8);
  p(sprintf("%O\n", remove_call_out("pv") > 0));
  p(sprintf("%O\n", sizeof(call_out_info())));
  call_out("f", 6, "again");
  call_out("f", 10, "never");
}
