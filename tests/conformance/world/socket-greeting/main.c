// Somebody connects, both sides talk, and the end of one is the end of the other. Whether the listener or the one who
// connects hears first of the connection is nobody's promise, so nothing is shown before both have.
string get_root_uid() { return "Root"; }
object user;
object connect(int port) { return user = this_object(); }
int valid_socket(object o, string f, mixed *info) { return 1; }
void show(string s) { tell_object(user, s + "\n"); }

int door, visitor, guest, met;
void both() {
  if (++met < 2) return;
  show(sprintf("the guest comes from %s", explode(socket_address(guest), " ")[0]));
  show(sprintf("the visitor stands at the right door: %d", socket_address(visitor) == "127.0.0.1 " + PORT1));
  show(sprintf("the visitor says %d", socket_write(visitor, "good evening")));
}
void knock(int fd) {
  guest = socket_accept(fd, "hear_visitor", "guest_ready");
  both();
}
void inside(int fd) {
  both();
}
void guest_ready(int fd) { show("never: nothing has had to wait"); }
void hear_visitor(int fd, string words) {
  show(sprintf("the host hears %O and answers %d", words, socket_write(fd, "come in")));
}
void hear_host(int fd, string words) {
  show(sprintf("the visitor hears %O", words));
  show(sprintf("and leaves %d", socket_close(fd)));
}
void visitor_gone(int fd) {
  show(sprintf("the guest is gone %d, and cannot be told: %d", fd == guest, socket_write(fd, "wait!")));
  shutdown();
}
void host_gone(int fd) { show("never: who closes is not told"); }
void logon() {
  door = socket_create(1, "hear_visitor", "visitor_gone");
  visitor = socket_create(1, "hear_host", "host_gone");
  show(sprintf("%d %d", socket_bind(door, PORT1), socket_listen(door, "knock")));
  show(sprintf("%d", socket_connect(visitor, "127.0.0.1 " + PORT1, "hear_host", "inside")));
  show(sprintf("too early %s", socket_error(socket_write(visitor, "hello?"))));
  show(sprintf("twice %s", socket_error(socket_connect(visitor, "127.0.0.1 " + PORT1, "hear_host", "inside"))));
}
