// What two parents may not both have: nomask variables and functions, classes.
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
    if (bufferp(x)) {
        for (i = 0; i < sizeof(x); i++) parts += ({ "" + x[i] });
        return "<" + implode(parts, " ") + ">";
    }
    return sprintf("%O", x);
}
string wr = "";
mixed lo(string f) { mixed e; wr = ""; e = catch(load_object(f)); return ({e, wr}); }
void log_error(string f, string m) { wr += m; }

mixed t1() { return lo("/d1"); }
mixed t2() { return lo("/d2"); }
mixed t3() { return lo("/d3"); }
mixed t4() { return lo("/d4"); }
mixed t5() { return lo("/d5"); }
mixed t6() { return lo("/d6"); }
mixed t7() { return lo("/d7"); }
mixed t8() { return lo("/d8"); }
mixed t9() { return lo("/d9"); }
mixed t10() { return lo("/d10"); }
mixed t11() { return lo("/d11"); }
mixed t12() { return lo("/d12"); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 12; n++) try(n);
    shutdown();
}
