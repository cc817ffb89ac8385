string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
object ob, o2;
object connect(int port) { return this_object(); }
void later();
void logon() {
  ob = new("/room");
  printf("%O %O %O\n", ob->extra(), ob->q(), ob->deep());
  printf("%O\n", catch(ob->rep("/nope")));
  printf("%O\n", catch(ob->rep("/base")));
  o2 = new("/room"); o2->rep("base"); o2->set(44);
  printf("%O %O\n", replaceable(ob), replaceable(new("/std")));
  call_out("later", 1);
}
void later() {
  printf("%O %O %O %O\n", ob->extra(), ob->q(), ob->deep(), ob->dq());
  printf("%O %O %O %O\n", o2->extra(), o2->q(), o2->deep(), o2->dq());
  printf("%O %O\n", inherit_list(ob), inherits("/base", ob));
  printf("%O %O\n", function_exists("deep", ob), file_name(ob));
  printf("%O\n", new("/room")->extra());
  shutdown();
}
