// Commands of a living object among a hundred things with a verb each.
int worth;
void done(int more) { worth += more; }
void create() {
  int i;
  enable_commands();
  for (i = 0; i < 100; i++) clone_object("/verb")->come(this_object(), i);
}
int run() {
  int i;
  worth = 0;
  for (i = 0; i < 1000; i++) command("verb" + (i % 100) + " it");
  return worth;
}
