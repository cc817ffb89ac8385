string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
mixed zero, num = 5;
void logon() {
  object a = new("/t"), b = new("/t"), c = new("/t");
  printf("%O\n", catch(a->go(b)));
  printf("%O\n", catch(b->go(a)));
  printf("%O\n", catch(a->go(a)));
  printf("%O\n", catch(c->go(a)));
  printf("%O\n", catch(b->go(c)));
  printf("%O\n", catch(a->go("/nope")));
  printf("%O\n", catch(a->go("/t")));
  printf("%O\n", environment(a));
  printf("%O\n", catch(a->go(zero)));
  printf("%O\n", catch(a->go(num)));
  printf("%O\n", catch(move_object(zero)));
  printf("%O\n", catch(b->go(b)));
  destruct(b);
  printf("%O %O\n", objectp(c), environment(a));
  printf("%O\n", catch(a->gone()));
  shutdown();
}
