int run() {
  int i;
  object ob;
  for (i = 0; i < 5000; i++) { ob = clone_object("/thing"); destruct(ob); }
  return i;
}
