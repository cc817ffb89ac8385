// hello.c: the smallest console application.
//
//     neolith-trio -c examples/hello.c Ada
//
// The file is its own master object. connect() answers which object the console talks to
// (this one), logon() is called in it, and shutdown() ends the driver and the program.

object connect(int port) {
    return this_object();
}

void logon() {
    string *names;

    names = __ARGV__;
    write("Hello, " + (sizeof(names) ? implode(names, " and ") : "world") + "!\n");
    shutdown(0);
}
