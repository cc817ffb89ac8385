string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object t;
int valid_hide(object ob) { return ob != t; }
object connect(int port) { return this_object(); }
void p(string f, mixed a, mixed b) { tell_object(this_object(), sprintf(f, a, b)); }
void logon() {
  object a = new("/thing"), b = new("/thing");
  t = new("/thing");
  p("%O %O\n", t->hide(1), 0);
  a->name("anna"); b->name("bert");
  a->hide(1);
  p("find %O %O\n", find_living("anna"), find_living("bert"));
  p("find t %O %O\n", t->findl("anna"), t->findl("bert"));
  p("livings %O %O\n", sizeof(livings()), t->count());
  p("children %O %O\n", sizeof(children("/thing")), t->kids());
  a->go(b);
  p("inv %O %O\n", sizeof(all_inventory(b)), t->inv(b));
  p("deep %O %O\n", sizeof(deep_inventory(b)), t->deep(b));
  p("present %O %O\n", present("x", b), t->pres(b));
  p("first %O %O\n", first_inventory(b), t->first(b));
  p("find_object %O %O\n", find_object(file_name(a)), t->findo(file_name(a)));
  p("objects %O %O\n", member_array(a, objects()) >= 0, t->objs(a));
  p("env %O %O\n", environment(a), t->env(a));
  shutdown();
}
