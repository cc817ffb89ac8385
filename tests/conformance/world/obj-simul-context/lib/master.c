string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
void error_handler(mapping e, int c) { mapping m; printf("handler %d %s", c, e["error"]); foreach (m in e["trace"]) printf("  %O %O %O %O %O\n", m["function"], m["program"], m["object"], m["file"], m["line"]); }
void logon() {
  printf("%s\n", who()); printf("%s\n", chain()); printf("%s\n", va()); printf("%s\n", va(1)); printf("%s\n", va(1,2,"x"));
  printf("%O\n", rest("a", "b", "c"));
  printf("%s\n", load_object("/t")->t());
  printf("%s\n", evaluate((: who :)));
  printf("%s\n", evaluate((: va, 7 :), 8, "nine"));
  printf("%s\n", ev((: who :)));
  printf("%O\n", map_array(({ 1, 2 }), (: va :)));
  printf("%O\n", catch(boom()));
  printf("%O\n", catch(evaluate((: boom :))));
  printf("%s\n", "/simul"->who());
  printf("%O\n", sort_array(({ 3, 1, 2 }), (: $1 - $2 :)));
  shutdown();
}
