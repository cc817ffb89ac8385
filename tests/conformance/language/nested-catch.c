// catch() in catch(), in callbacks and in loops.
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
int n; int cnt() { return ++n; } mixed id(mixed x) { return x; }
class c { int a; mixed b; }
int opt_arg(int a, int b) { return b; }
mixed nested(int d) { mixed e; if (d == 0) error("deep"); e = catch(nested(d - 1)); if (d == 2) throw(({e, d})); return e; }
int deep(int n) { return n ? deep(n - 1) + 1 : 0; }
void forever() { while (1) n++; }
void rec() { rec(); }
mixed *mx(int a, string b, mixed *c...) { return ({a,b,sizeof(c)}); }
int sideg; int side() { return sideg; } void setside(int x) { sideg = x; }
string inc(string s) { s[0] = 'Z'; return s; }
void arr(mixed *a) { a[0] = 99; a += ({1}); }
void mapmod(mapping m) { m["new"] = 1; m = ([]); }
private varargs string opts(string a, string b) { return (a ? a : "-") + (b ? b : "-"); }
mixed t1() { return catch(map(({1,2}), (: error("in map " + $1) :))); }
mixed t2() { return catch(sort_array(({1,2}), (: throw("s") :))); }
mixed t3() { return catch(call_other(id(this_object()), "nested", 0)); }
mixed t4() { return catch { error("a"); }; }
mixed t5() { mixed x = 5; catch(x = 6, error("z")); return x; }
mixed t6() { mixed x = ({1,2}); catch(x[1] = x[5]); return x; }
mixed t7() { mixed x = ({1,2}); catch(x[0] = error("p")); return x; }
mixed t8() { string s = "a"; catch { s += "b"; error("x"); s += "c"; }; return s; }
mixed t9() { foreach (int i in ({1,2,3})) { mixed e = catch { if (i == 2) throw(i); }; if (e) return ({"got", e}); } return 0; }
mixed t10() { mixed e = catch(throw((["a":1]))); return e["a"]; }
mixed t11() { mixed e = catch(throw(this_object())); return e == this_object(); }
mixed t12() { return catch(throw(1.5)); }
mixed t13() { return catch(throw("")); }
mixed t14() { return catch(throw("no newline")); }
mixed t15() { return catch(error("")); }
mixed t16() { return catch(error("a\nb")); }
mixed t17() { return catch(error("*star")); }
mixed t18() { return catch(error("%s")); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 18; n++) try(n);
    shutdown();
}
