// hello.c: the smallest program. The file is the master object and its own user.
//
//     neolith-trio -c hello.c [name]

object connect(int port) {
    return this_object();
}

void logon() {
    string *names;

    names = __ARGV__;
    write("Hello, " + (sizeof(names) ? names[0] : "world") + ".\n");
    shutdown();
}
