// An object hands a connection to another one, which takes it or not; who has given it away may not use it any more, and
// valid_socket() hears of every operation.
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Back"; }
string creator_file(string file) { return "Back"; }
object user, heir;
mapping asked = ([]);
object connect(int port) { return user = this_object(); }
int valid_socket(object o, string f, mixed *info) {
  if (f == "close" && o == user && heir && info[1] == heir) return 0;
  asked[f]++;
  return 1;
}
void show(string s) { tell_object(user, s + "\n"); }
int door, visitor;
void knock(int fd) { socket_accept(fd, "hear", "nothing"); }
void nothing(int fd) { }
void gone(int fd) { }
void hear(int fd, string words) { socket_write(fd, words); }
void inside(int fd) {
  object other = new("/heir");
  show(socket_error(socket_release(fd, other, "refuse")));
  show(sprintf("still mine %d", socket_status(fd)[5] == this_object()));
  show(sprintf("%d", socket_release(fd, other, "take")));
  heir = other;
  show(sprintf("his %d", socket_status(fd)[5] == other));
  show(socket_error(socket_write(fd, "mine?")));
  show(socket_error(socket_close(fd)));
  other->talk(fd);
}
void over() {
  string *all = sort_array(keys(asked), 1);
  show(implode(all, " "));
  destruct(heir);
  show(sprintf("closed with its owner %s", socket_status(visitor)[1]));
  shutdown();
}
void logon() {
  door = socket_create(1, "hear", "gone");
  visitor = socket_create(1, "hear", "gone");
  socket_bind(door, PORT1);
  socket_listen(door, "knock");
  socket_connect(visitor, "127.0.0.1 " + PORT1, "hear", "inside");
}
