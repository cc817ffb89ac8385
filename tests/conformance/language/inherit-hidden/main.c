// What modifiers of inherit statements hide, and what compilers say of names that are declared twice or nowhere.
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
    try("private variable", "private inherit \"/a\"; mixed t() { v = 3; return v; }");
    try("private function", "private inherit \"/a\"; mixed t() { return ({ f(), ::f(), a::f() }); }");
    try("own variable", "private inherit \"/a\"; int v = 3; mixed t() { return ({ v, f() }); }");
    try("private first", "private inherit \"/a\"; inherit \"/b\"; mixed t() { return v; }");
    try("private last", "inherit \"/b\"; private inherit \"/a\"; mixed t() { return v; }");
    try("public", "public inherit \"/a\"; mixed t() { return ({ v, w, x }); }");
    try("plain", "inherit \"/a\"; mixed t() { return ({ v, w, x }); }");
    try("protected", "protected inherit \"/a\"; mixed t() { return ({ v, x }); }");
    try("nomask twice", "nomask int x; int x; mixed t() { return x; }");
    try("no type", "x = 5; mixed t() { return 1; }");
    try("no types", "x, y; mixed t() { return 1; }");
    try("virtual", "virtual inherit \"/a\"; mixed t() { return 1; }");
    try("foreach", "mixed t() { foreach (x in ({ 1 })) { write(x); x = 3; } return x; }");
    try("unknown", "mixed t() { { one = 1; } { one = two; } return one; }");
    try("folded", "mixed t() { int x; x = !x | !0; x = (1 == 2) | !3; x = (x == 1) | (2 == 3); return x; }");
    shutdown();
}
