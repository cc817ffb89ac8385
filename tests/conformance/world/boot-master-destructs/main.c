// a master that destructs itself in create(): the start fails
void create() { write("create\n"); destruct(this_object()); }
object connect(int port) { return this_object(); }
void logon() { write("never\n"); shutdown(); }
