void w(string f, mixed a...) { write(sprintf(f + "\n", a...)); }
void add(int ref x, int by) { x += by; }
void swap(mixed ref a, mixed ref b) { mixed c = a; a = b; b = c; }
void grow(mixed ref a) { a += ({ sizeof(a) }); }
void logon() {
  object t = new("/thing"), c = new("/cover"), d = new("/cover");
  int n = 1;
  mixed *a = ({ 1, 2, 3 });
  mapping m = ([ "k": 5 ]);
  string s = "abc", other = "x";
  w("%s", t->describe());
  w("attached %d", c->attach(t));
  w("%s, %s", t->name(), t->describe());
  w("%d", c->mine() == t);
  w("%d %d", shadow(t, 0) == c, objectp(shadow(c, 0)));
  d->set_text("twice");
  w("second %d", d->attach(t));
  w("%s", t->name());
  w("%s", t->fixed());
  w("%d", t->query_weight());
  w("%s", t->call_name(t));
  w("nomask %O", catch(new("/wrong")->attach(t)) != 0);
  d->remove();
  w("%s", t->name());
  c->remove();
  w("%s", t->name());
  w("proof %d", new("/cover")->attach(load_object("/proof")));
  add(ref n, 4);
  add(ref a[1], 10);
  add(ref m["k"], 1);
  w("%d %O %O", n, a[1], m["k"]);
  swap(ref s, ref other);
  w("%s %s", s, other);
  grow(ref a);
  w("%d", sizeof(a));
  foreach (mixed ref e in a) e *= 2;
  w("%O", a[0] + a[1] + a[2] + a[3]);
  w("%O", terminal_colour("%^RED%^text%^RESET%^", ([ "RED": "<r>", "RESET": "<0>" ])));
  w("%O", terminal_colour("%^BOLD%^%^NONE%^x%^%^y", ([ "BOLD": "<b>" ])));
  shutdown();
}
