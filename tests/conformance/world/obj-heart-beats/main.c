string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
void logon() {
  object a = load_object("/t"), b;
  printf("%O\n", query_heart_beat(a));
  b = new("/t");
  printf("%O %O\n", query_heart_beat(a), query_heart_beat(b));
  printf("%O\n", a->hb(5)); printf("%O %O\n", query_heart_beat(a), a->qhb());
  printf("%O\n", a->hb(-3)); printf("%O\n", query_heart_beat(a));
  printf("%O %O\n", a->hb(0), a->hb(0)); printf("%O\n", query_heart_beat(a));
  printf("%O\n", a->hb(-3)); printf("%O\n", query_heart_beat(a));
  printf("%O\n", heart_beats());
  printf("%O\n", new("/nohb")->hb(1));
  printf("%O\n", heart_beats());
  destruct(b); printf("%O\n", heart_beats());
  shutdown();
}
