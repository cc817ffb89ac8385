// MUD mode: values go there and come back as what they were, one callback each, however they came together.
string get_root_uid() { return "Root"; }
object user;
object connect(int port) { return user = this_object(); }
int valid_socket(object o, string f, mixed *info) { return 1; }
void show(string s) { tell_object(user, s + "\n"); }

int door, visitor;
mixed *sent = ({ 1, -5, 2.5, "text with \"quotes\" and \n lines", ({}), ({ 1, ({ "deep", ({ 0 }) }) }), ([ "key": ({ 1, 2 }) ]), ({ ([ 1: ([ 2: 3 ]) ]) }) });
mixed *back = ({});
void knock(int fd) { socket_accept(fd, "echo", "nothing"); }
void nothing(int fd) { }
void closed(int fd, int why) { }
void echo(int fd, mixed value) { socket_write(fd, value); }
void inside(int fd) {
  foreach (mixed value in sent)
    if (socket_write(fd, value) != 1) show("cannot send");
  show(sprintf("an object %s", socket_error(socket_write(fd, this_object()))));
  show(sprintf("a function %s", socket_error(socket_write(fd, (: 1 :)))));
}
void hear(int fd, mixed value) {
  back += ({ value });
  if (sizeof(back) < sizeof(sent)) return;
  for (int i = 0; i < sizeof(sent); i++)
    show(sprintf("%s %d", typeof(back[i]), save_variable(back[i]) == save_variable(sent[i])));
  shutdown();
}
void logon() {
  door = socket_create(0, "echo", "closed");
  visitor = socket_create(0, "hear", "closed");
  socket_bind(door, PORT1);
  socket_listen(door, "knock");
  socket_connect(visitor, "127.0.0.1 " + PORT1, "hear", "inside");
}
