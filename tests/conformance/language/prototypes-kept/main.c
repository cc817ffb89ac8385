// Prototypes of prototypes, of inherited functions, and of what a parent leaves to its heirs.
string *told = ({ });
object connect(int port) { return this_object(); }
void log_error(string file, string message) { told += ({ message }); }
void try(string what, string text) {
    object ob;
    mixed e;
    rm("/t.c");
    write_file("/t.c", text + "\n");
    if (ob = find_object("/t")) destruct(ob);
    e = catch(ob = load_object("/t"));
    write(what + ": " + (e ? "error" : "loaded") + "\n");
    foreach (string one in told) write("  " + one);
    told = ({ });
    if (!e) printf("  %O\n", ob->t());
}
void logon() {
    load_object("/a");
    load_object("/b");
    try("second one", "int f(int x); string f(int x); int f(int x) { return x; } mixed t() { return f(1); }");
    try("first one", "string f(int x); int f(int x); int f(int x) { return x; } mixed t() { return f(1); }");
    try("of an inherited one", "inherit \"/a\"; string f(int x); int f(int x) { return x + 1; } mixed t() { return f(1); }");
    try("left to heirs", "inherit \"/b\"; int f(int x) { return x + 1; } mixed t() { return ({ f(1), g() }); }");
    try("of another type", "inherit \"/b\"; string f(int x) { return \"s\"; } mixed t() { return ({ f(1), g() }); }");
    try("of more arguments", "inherit \"/b\"; int f(int x, int y) { return y; } mixed t() { return f(1, 2); }");
    try("of optional ones", "inherit \"/b\"; varargs int f(int x, int y) { return y; } mixed t() { return f(1, 2); }");
    try("defined by a parent", "inherit \"/b\"; inherit \"/a\"; int f(int x) { return ::f(x) * 2; } mixed t() { return f(1); }");
    shutdown();
}
