string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object connect(int port) { return this_object(); }
void p(string s) { receive(s); }
void receive_message(mixed cl, mixed s) { receive(sprintf("me gets %O %O\n", cl, s)); }
object mk(string n, int l) { object o = new("/npc"); o->setup(n, l); return o; }
mixed z;
void logon() {
  object room = mk("room", 0), a = mk("a", 1), b = mk("b", 1), c = mk("c", 0), d = mk("d", 1);
  a->go(room); b->go(room); c->go(room); d->go(c);
  p("1\n"); message("cl", "to room\n", room);
  p("2\n"); message("cl", "to room\n", room, a);
  p("3\n"); message("cl", "to room\n", room, ({ a, b }));
  p("4\n"); message("cl", "to list\n", ({ a, b, a }), ({ b }));
  p("5\n"); message("cl", "to name\n", "/npc#2");
  p("6\n"); message("cl", "to names\n", ({ "/npc#2", "/nope", 5, room }));
  p("7\n"); message(5, ({ 1, 2 }), a);
  p("8\n"); message("cl", "me", this_object());
  p("9\n"); p(sprintf("%O\n", catch(message("cl", "x", z))));
  p("10\n"); p(sprintf("%O\n", catch(message("cl", "x", "/nope"))));
  p("11\n"); tell_room(room, "tell room\n");
  p("12\n"); tell_room(room, "tell room\n", ({ a }));
  p("13\n"); p(sprintf("%O\n", catch(tell_room("/nope", "tell room\n"))));
  p("14\n"); tell_room(room, 5); tell_room(room, 1.5); tell_room(room, a);
  p("15\n"); tell_room(file_name(room), "by name\n");
  p("16\n"); a->sayit("says\n", 0);
  p("17\n"); a->sayit("says\n", b);
  p("18\n"); a->sayit("says\n", ({ b, room }));
  p("19\n"); a->shoutit("shouts\n");
  p("20\n"); shout("shout\n");
  p("21\n"); c->sayit("c says\n", 0);
  p("22\n"); d->sayit("d says\n", 0);
  p("23\n"); room->sayit("room says\n", a);
  p("24\n"); tell_object(a, "tell\n"); tell_object(c, "tell c\n"); tell_object(room, "tell room\n");
  p("25\n"); say("i say\n");
  shutdown();
}
