// Expressions whose value nobody wants are not computed; what their parts do is done.
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
    int n;
    mixed a=({1});
    a[n++];
    n++ + n++;
    -(n++);
    ({ n++, a[9] });
    ([ n++: n++ ]);
    a[n++..n++];
    !n++;
    n++, n++;
    return n;
}
mixed t2() { int n; n++ == 1; n++ ? 1 : 2; 1 && n++; n++ || n++; return n; }
mixed t3() { mixed a; a[0]; a["x"]; a[0..1]; return catch(a[0]); }
mixed t4() { mixed a = 5; return catch(evaluate((: $1[0] :), a)); }
mixed t5() { mixed a; for (a = 0; a < 3; a[0]) a++; return a; }
mixed t6() { mixed a; int i; for (i = a[0]; i < 3; i++) ; return i; }
mixed t7() { return catch(1 / (0 + random(1))); }
mixed t8() { mixed x = "a"; return catch(x * 5); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 8; n++) try(n);
    shutdown();
}
