string get_root_uid() { return "Root"; }
string creator_file(string f) { if (strsrch(f, "/u/") == 0) return "wiz"; return "Root"; }
int valid_seteuid(object o, string s) { return 1; }
object connect(int port) { return this_object(); }
void show(object o) { printf("%s %O %O\n", file_name(o), getuid(o), geteuid(o)); }
void logon() {
  object a = load_object("/u/a"), b = load_object("/u/b");
  printf("%O\n", export_uid(a)); show(a);
  printf("%O\n", catch(b->ex(a)));
  b->se("boss"); show(b);
  printf("%O\n", b->ex(a)); show(a);
  printf("%O\n", b->ex(b)); show(b);
  printf("%O\n", a->se("me")); show(a);
  printf("%O\n", b->ex(a)); show(a);
  printf("%O\n", a->se(0)); show(a);
  printf("%O\n", export_uid(a)); show(a);
  printf("%O\n", export_uid(this_object())); show(this_object());
  printf("%O\n", geteuid((: 1 :)));
  printf("%O %O\n", getuid(), geteuid());
  printf("%O\n", seteuid(0)); show(this_object());
  printf("%O\n", catch(export_uid(a)));
  printf("%O\n", seteuid("")); show(this_object());
  shutdown();
}
