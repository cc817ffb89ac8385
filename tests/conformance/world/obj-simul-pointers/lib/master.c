string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
void error_handler(mapping e, int c) { write("H" + c + " " + e["error"]); }
int local(int x) { return x + 1; }
void logon() {
  printf("%O\n", call((: twice :), 4)); printf("%O\n", call((: local :), 4)); printf("%O\n", evaluate(get(), 5));
  printf("%O %O\n", owner((: twice :)), owner(get()));
  printf("%O %O\n", tp(), evaluate((: tp :)));
  printf("%O %O\n", (: twice :), get());
  printf("%O\n", caught());
  printf("%O\n", map_array(({ 1, 2 }), "twice"));
  printf("%O\n", filter_array(({ 1, 2 }), "twice", find_object("/simul")));
  printf("%O\n", function_exists("twice", find_object("/simul")));
  printf("%O\n", this_object()->twice(4)); printf("%O\n", find_object("/simul")->twice(4));
  printf("%O\n", call_other("/simul", "twice", 9));
  call_out((: twice, 4 :), 1); call_out("twice", 1, 4);
  call_out((: shutdown :), 4);
}
