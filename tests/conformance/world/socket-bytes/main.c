// STREAM_BINARY: bytes of every value arrive as buffers, in order, and a long message arrives whole although it has to
// wait; before the write callback nothing else can be written.
#define LONG 1000000
string get_root_uid() { return "Root"; }
object user;
object connect(int port) { return user = this_object(); }
int valid_socket(object o, string f, mixed *info) { return 1; }
void show(string s) { tell_object(user, s + "\n"); }

int door, visitor, bytes, wrong, finished;
void knock(int fd) { socket_accept(fd, "hear", "nothing"); }
void nothing(int fd) { }
void closed(int fd, int why) { }
void inside(int fd) {
  buffer message;
  int code;
  if (finished) { show("there is room again"); finished++; over(); return; }
  message = allocate_buffer(LONG);
  for (int i = 1; i < 256; i++) message[i] = i;
  while ((code = socket_write(fd, message)) == 1) wrong -= LONG;
  show(sprintf("then %s, and meanwhile %s", socket_error(code), socket_error(socket_write(fd, message))));
  finished = 1;
  wrong -= LONG;
}
void over() {
  if (finished < 2 || wrong + bytes < 0) return;
  show(sprintf("all is there: %d", wrong + bytes == 0));
  shutdown();
}
void hear(int fd, buffer part) {
  if (!bytes) show(sprintf("%s: %d %d %d", typeof(part), part[0], part[10], part[255]));
  bytes += sizeof(part);
  over();
}
void logon() {
  door = socket_create(3, "hear", "closed");
  visitor = socket_create(3, "hear", "closed");
  socket_bind(door, PORT1);
  socket_listen(door, "knock");
  socket_connect(visitor, "127.0.0.1 " + PORT1, "hear", "inside");
}
