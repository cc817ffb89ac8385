object master = find_object("/main");
void refuse(int fd, object me) { }
void take(int fd, object me) {
  master->show(sprintf("asked %d", me == this_object()));
  master->show(sprintf("takes %d", socket_acquire(fd, "hear", "ready", "gone")));
}
void talk(int fd) { master->show(sprintf("the heir writes %d", socket_write(fd, "to myself"))); }
void hear(int fd, string words) { master->show(sprintf("the heir hears %O", words)); master->over(); }
void ready(int fd) { }
void gone(int fd) { }
