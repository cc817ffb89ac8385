// The listener writes and closes at once: what was written arrives, then the end, and in the close callback the
// connection is gone while the descriptor is not.
string get_root_uid() { return "Root"; }
object user;
object connect(int port) { return user = this_object(); }
int valid_socket(object o, string f, mixed *info) { return 1; }
void show(string s) { tell_object(user, s + "\n"); }

int door, visitor, again;
void knock(int fd) {
  int guest = socket_accept(fd, (: show("never") :), (: show("never") :));
  if (guest < 0 || socket_write(guest, "we are closed\n") != 1 || socket_close(guest) != 1) show("wrong");
  show(socket_error(socket_close(guest)));
}
void hear(int fd, string words) { show(sprintf("hears %O", words)); }
void inside(int fd) { }
void gone(int fd, mixed why) {
  show(sprintf("gone %d %O", fd == visitor, why));
  show(socket_error(socket_write(fd, "x")));
  again = socket_create(1, "hear", "gone");
  show(sprintf("another descriptor %d", again != fd));
  show(sprintf("%d %s", socket_close(fd), socket_error(socket_close(fd))));
  show(sprintf("%d %d", socket_close(again), socket_close(door)));
  show(sprintf("left %d", sizeof(socket_status())));
  shutdown();
}
void logon() {
  door = socket_create(1, "hear", "gone");
  visitor = socket_create(1, "hear", "gone");
  socket_bind(door, PORT1);
  socket_listen(door, (: knock :));
  socket_connect(visitor, "127.0.0.1 " + PORT1, (: hear :), (: inside :));
}
