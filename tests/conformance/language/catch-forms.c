// catch and throw, nested and with values of every kind.
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
mixed t1() {
    mixed e;
    foreach (int i in ({1,2,3})) { e = catch { if (i == 2) throw(i);
    };
    if (e) return e;
    } return 0;
}
mixed t2() { return 1 ? "a" : "b"; }
mixed t3() { return 0 ? "a" : 0 ? "b" : "c"; }
mixed t4() { mixed x; x = 1 ? 2 : 3, 4; return x; }
mixed t5() { int x = 1; x ? x = 5 : (x = 6); return x; }
mixed t6() { mixed x = ({1,2}); return sizeof(x) > 1 ? x[1] : 0; }
mixed t7() { if (0) return 1; else if (1) return 2; else return 3; }
mixed t8() { if (1) if (0) return 1; else return 2; return 3; }
mixed t9() { ; ; return 1; }
mixed t10() { {} return 1; }
mixed t11() { return; }
mixed t12() { 5; return 6; }
mixed t13() { "abc"; return 6; }
mixed t14() { 5 + 6; return 6; }
mixed t15() { return (5); }
mixed t16() { return ({ }); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 16; n++) try(n);
    shutdown();
}
