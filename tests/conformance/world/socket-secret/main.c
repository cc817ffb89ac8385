// STREAM_TLS: who listens shows a certificate; who connects refuses it unless somebody it trusts has signed it, or the
// check is turned off. Both hear when they have agreed, and before that nothing can be written.
string get_root_uid() { return "Root"; }
object user;
object connect(int port) { return user = this_object(); }
int valid_socket(object o, string f, mixed *info) { return 1; }
void show(string s) { tell_object(user, s + "\n"); }

int door, careful, careless, met;
void knock(int fd) { socket_accept(fd, "hear_guest", "guest_ready"); }
void guest_ready(int fd) { met |= 1; both(); }
void inside(int fd) { met |= 2; both(); }
void both() {
  if (met == 3) show(sprintf("agreed: %s %d", socket_status(careless)[1], socket_write(careless, "the password is swordfish")));
}
void hear_guest(int fd, string words) { show("whispered: " + words); socket_write(fd, "pst"); }
void hear(int fd, string words) { show("answer: " + words); shutdown(); }
void gone(int fd, int why) {
  if (fd != careful) return;
  show("not trusted: " + socket_error(why));
  careless = socket_create(5, "hear", "gone");
  socket_set_option(careless, 1, 0);
  show(sprintf("%d", socket_connect(careless, "127.0.0.1 " + PORT1, "hear", "inside")));
  show(socket_status(careless)[1] + ": " + socket_error(socket_write(careless, "x")));
}
void logon() {
  door = socket_create(5, "hear_guest", "gone");
  careful = socket_create(5, "hear", "gone");
  socket_bind(door, PORT1);
  show("no certificate: " + socket_error(socket_listen(door, "knock")));
  socket_set_option(door, 3, "/cert.pem");
  socket_set_option(door, 4, "/cert.pem");
  show(sprintf("%d %s", socket_listen(door, "knock"), socket_status(door)[2]));
  show(sprintf("verifies %d", socket_get_option(careful, 1)));
  show(sprintf("%d", socket_connect(careful, "127.0.0.1 " + PORT1, "hear", "inside")));
}
