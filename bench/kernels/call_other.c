int count;
int add(int n) { count += n; return count; }
int run() {
  object ob = this_object();
  int i;
  count = 0;
  for (i = 0; i < 300000; i++) ob->add(1);
  return count;
}
