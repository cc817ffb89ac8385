// DATAGRAM: each letter is a callback with the sender's address, to which one can answer; a socket without a port gets
// one when it first sends.
string get_root_uid() { return "Root"; }
object user;
object connect(int port) { return user = this_object(); }
int valid_socket(object o, string f, mixed *info) { return 1; }
void show(string s) { tell_object(user, s + "\n"); }

int office, house;
void delivered(int fd, string letter, string from) {
  show(sprintf("the office has %O", letter));
  if (letter == "last") { show(sprintf("%d %d", socket_close(office), socket_close(house))); shutdown(); return; }
  show(sprintf("answers %d", socket_write(fd, "Re: " + letter, from)));
}
void at_home(int fd, string letter, string from) {
  show(sprintf("at home comes %O, from the office: %d", letter, from == "127.0.0.1 " + PORT1));
  socket_write(fd, letter == "Re: two\nlines" ? "" : "last", "127.0.0.1 " + PORT1);
}
void logon() {
  office = socket_create(2, "delivered");
  house = socket_create(2, "at_home");
  show(sprintf("bind %d, listen %s", socket_bind(office, PORT1), socket_error(socket_listen(office, "delivered"))));
  show(socket_error(socket_write(house, "where to?")));
  show(socket_error(socket_write(house, "where to?", "the office")));
  show(socket_error(socket_write(house, "by name", "localhost " + PORT1)));
  show(socket_error(socket_write(house, 5, "127.0.0.1 " + PORT1)));
  show(socket_error(socket_connect(house, "127.0.0.1 " + PORT1, "at_home", "at_home")));
  show(socket_status(house)[1] + " " + socket_status(office)[1]);
  show(sprintf("first letter %d", socket_write(house, "two\nlines", "127.0.0.1 " + PORT1)));
  show(socket_status(house)[1]);
}
