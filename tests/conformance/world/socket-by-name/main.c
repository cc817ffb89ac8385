// A name is looked up while the program goes on; meanwhile the state says so and nothing can be done with the socket.
// A name that nobody knows is told to the close callback, with the number of the error.
string get_root_uid() { return "Root"; }
object user;
object connect(int port) { return user = this_object(); }
int valid_socket(object o, string f, mixed *info) { return 1; }
void show(string s) { tell_object(user, s + "\n"); }

int door, visitor, lost;
void knock(int fd) { socket_accept(fd, "hear", "nothing"); }
void nothing(int fd) { }
void hear(int fd, string words) { show(sprintf("hears %O", words)); resolve("127.0.0.1", "named"); }
void inside(int fd) {
  show(sprintf("at %s, %s", explode(socket_address(fd), " ")[0], socket_status(fd)[1]));
  show(sprintf("%d", socket_write(fd, "hello")));
}
void named(mixed name, string address, int key) { show(sprintf("%s has a name or not: %d", address, stringp(name) || !name)); resolve("localhost", (: found :)); }
void found(string name, string address, int key) {
  show(sprintf("%s is %s, key %d", name, address, key > 0));
  show(sprintf("%d", socket_connect(lost, "no-such-host.invalid 23", "hear", "nothing")));
}
void gone(int fd, int why) { show(sprintf("lost %d: %s", fd == lost, socket_error(why))); shutdown(); }
void logon() {
  door = socket_create(1, "hear", "nothing");
  visitor = socket_create(1, "hear", "nothing");
  lost = socket_create(1, "hear", "gone");
  socket_bind(door, PORT1);
  socket_listen(door, "knock");
  show(sprintf("%d", socket_connect(visitor, "localhost " + PORT1, "hear", "inside")));
  show(socket_status(visitor)[1]);
  show(sprintf("in the table too: %d", strsrch(dump_socket_status(), "DNS_RESOLVING") > 0));
  show(socket_error(socket_connect(visitor, "localhost " + PORT1, "hear", "inside")));
  show(socket_error(socket_write(visitor, "x")));
}
