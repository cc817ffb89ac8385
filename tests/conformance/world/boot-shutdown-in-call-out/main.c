object connect(int port) { return this_object(); }
void f() { write("f\n"); shutdown(3); write("after\n"); call_out("g", 0); }
void g() { write("g\n"); }
void logon() { call_out("f", 1); }
