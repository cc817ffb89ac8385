// Pings a server of the command line: neolith-trio -f neolith.conf -c lib/master.c HOST PORT

string get_root_uid() { return "Root"; }
string creator_file(string path) { return "Root"; }

void progress(mapping about) {
    write("try " + roman(about["amount"]) + "\n");
}

void answered(mapping answer, string host) {
    if (answer["outcome"] == "result")
        write(host + " answers, best of " + roman(answer["value"]["tries"]) + " tries\n");
    else
        write(answer["outcome"] + ": " + answer["error"] + "\n");
    shutdown(answer["outcome"] != "result");
}

object connect(int port) {
    string *arguments = __ARGV__;

    seteuid("Root");
    if (sizeof(arguments) != 2) {
        write("give a host and a port\n");
        shutdown(2);
        return this_object();
    }
    ping_host(arguments[0], to_int(arguments[1]), ([ "progress": "progress", "timeout": 5 ]), "answered", arguments[0]);
    return this_object();
}
