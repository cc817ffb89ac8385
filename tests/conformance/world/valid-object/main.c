mixed ans = 1;
string get_root_uid() { return "Root"; }
string creator_file(string f) { printf("creator %s\n", f); return "Root"; }
mixed valid_object(object o) { printf("valid %O prev %O\n", o, previous_object()); return ans; }
object connect(int port) { return this_object(); }
void logon() {
  mixed e;
  e = catch(load_object("/x")); printf("%O %O\n", e, find_object("/x"));
  e = catch(new("/x")); printf("%O\n", e);
  ans = 0;
  e = catch(load_object("/y")); printf("%O %O\n", e, find_object("/y"));
  e = catch(new("/y")); printf("%O %O\n", e, find_object("/y"));
  e = catch(load_object("/z")); printf("%O %O\n", e, find_object("/z"));
  ans = "yes";
  e = catch(load_object("/y")); printf("%O %O\n", e, find_object("/y"));
  printf("%O\n", children("/y"));
  shutdown();
}
