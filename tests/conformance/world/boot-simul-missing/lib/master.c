object connect(int port) { return this_object(); }
void logon() { write("up\n"); shutdown(3); }
