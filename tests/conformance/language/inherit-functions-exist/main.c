// function_exists() over two levels of inheritance; what is protected exists, but cannot be called
object connect(int port) { return this_object(); }
void logon() {
  object o = load_object("/d"), n;
  printf("%s\n", o->who());
  printf("%s\n", o->all());
  printf("%O\n", o->vars());
  printf("%O\n", inherit_list(o));
  printf("%O\n", deep_inherit_list(o));
  printf("%O %O %O\n", inherits("/base/a", o), inherits("/base/a.c", o), inherits("/d", o));
  printf("%O %O %O %O\n", function_exists("who", o), function_exists("sum", o), function_exists("only_a", o), function_exists("shielded", o));
  printf("%O\n", o->shielded());
  printf("%O\n", find_object("/base/a") ? 1 : 0);
  n = new("/d"); printf("%s\n", n->all());
  shutdown();
}
