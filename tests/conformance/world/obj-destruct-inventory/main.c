string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
object mk(string n) { object o = new("/t"); o->nm(n); return o; }
void logon() {
  object a = mk("a"), b = mk("b"), c = mk("c"), d = mk("d"), e = mk("e");
  b->go(a); c->go(a); d->go(b); e->go(c);
  printf("%O\n", all_inventory(a)); printf("%O\n", deep_inventory(a));
  b->go(a); printf("%O\n", all_inventory(a));
  destruct(c); printf("%O %O\n", all_inventory(a), e ? environment(e) : 0);
  destruct(a); printf("%O %O %O\n", objectp(b), objectp(d), objectp(e));
  shutdown();
}
