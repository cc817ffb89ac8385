string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
mixed z;
int tst() { return 4; }
void logon() {
  printf("%O\n", call_other("/t", "hi", 1, 2));
  printf("%O\n", call_other("t.c", ({ "hi", 3, 4 })));
  printf("%O\n", catch("/t#99"->hi()));
  printf("%O\n", catch(""->hi()));
  printf("%O\n", catch(z->hi()));
  printf("%O\n", "/t"->priv()); printf("%O\n", "/t"->stat()); printf("%O\n", "/t"->prot());
  printf("%O\n", catch("/t"->create()));
  printf("%O\n", catch(call_other("/t", z)));
  printf("%O\n", catch(call_other("/t", ({ }))));
  printf("%O\n", catch(call_other("/t", ({ 1 }))));
  printf("%O\n", master()->tst());
  printf("%O\n", find_object("/t") == find_object("t"));
  printf("%O %O\n", file_name(find_object("/t")), file_name());
  printf("%O\n", catch(file_name(z)));
  shutdown();
}
