// Classes of inherited programs: who knows them, makes them, reads them, and what happens when two have one name.
object connect(int port) { return this_object(); }
string s(mixed x) {
    string *parts;
    mixed k;
    int i;
    if (intp(x)) return "" + x;
    if (floatp(x)) return sprintf("%O", x) + (x == to_int(x) ? ".0" : "");
    if (stringp(x)) return "\"" + replace_string(x, "\n", "\\n") + "\"";
    if (objectp(x)) return "<" + file_name(x) + ">";
    if (functionp(x)) return sprintf("<%O>", x);
    parts = ({ });
    if (arrayp(x)) {
        for (i = 0; i < sizeof(x); i++) parts += ({ s(x[i]) });
        return "({" + implode(parts, ",") + "})";
    }
    if (mapp(x)) {
        foreach (k in keys(x)) parts += ({ s(k) + ":" + s(x[k]) });
        return "([" + implode(sort_array(parts, 1), ",") + "])";
    }
    if (classp(x)) return sprintf("%O", x);
    if (bufferp(x)) {
        for (i = 0; i < sizeof(x); i++) parts += ({ "" + x[i] });
        return "<" + implode(parts, " ") + ">";
    }
    return sprintf("%O", x);
}
int log_error(string file, string message) { return 1; }
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Root"; }
string creator_file(string file) { return "Root"; }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e;
    object ob;
    e = catch(ob = load_object("/t" + n));
    if (!e) e = catch(r = ob->run());
    p("" + n, e ? e : r);
}
void logon() {
    load_object("/point2");
    load_object("/same");
    for (int n = 1; n <= 78; n++) try(n);
    shutdown();
}
