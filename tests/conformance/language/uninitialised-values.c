// Values that were never assigned, recursion, and arguments that functions change.
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
mixed t1() { mapping m = ([]); mapmod(m); return m; }
mixed t2() { return mx(1, "a"); }
mixed t3() { return mx(1, "a", 2, 3); }
mixed t4() { return opts(); }
mixed t5() { return opts("x"); }
mixed t6() { return opts(0, "y"); }
mixed t7() { mixed a = allocate(2); a[0] = a; return sizeof(a[0][0][0]); }
mixed t8() { mixed a = ({1,2}); a[0] = ({a}); return sizeof(a[0]); }
mixed t9() { return ({ 1, 2, }) ; }
mixed t10() { return ([ "a":1, ]); }
mixed t11() { return ({}); }
mixed t12() { return ([]); }
mixed t13() { string s = "abc"; return s[1] == 'b' && s[<1] == 'c'; }
mixed t14() { string s = "abc"; int i; for (i = sizeof(s); i--; ) s[i] += 1; return s; }
mixed t15() { string s = "a"; for (int i = 0; i < 5; i++) s += s; return strlen(s); }
mixed t16() { string s; return s + "a"; }
mixed t17() { string s; s += "a"; return s; }
mixed t18() { mixed u; return u + 1; }
mixed t19() { mixed u; return u + "a"; }
mixed t20() { mixed u; return "a" + u; }
mixed t21() { mixed u; return u + ({}); }
mixed t22() { mixed u; return ({}) + u; }
mixed t23() { mixed u; return ([]) + u; }
mixed t24() { mixed u; return u[0]; }
mixed t25() { mixed u; u[0] = 1; return u; }
mixed t26() { mixed u; u["a"] = 1; return u; }
mixed t27() { mixed u; return sizeof(u); }
mixed t28() { mixed u; return u->foo(); }
mixed t29() { mixed u; foreach (mixed x in u) ; return 1; }
mixed t30() { mapping m; return m["a"]; }
mixed t31() { mapping m; m["a"] = 1; return m; }
mixed t32() { mapping m; return keys(m); }
mixed t33() { mixed *a; return a[0]; }
mixed t34() { mixed *a; a += ({1}); return a; }
mixed t35() { string s; return s[0]; }
mixed t36() { string s; return s[0..1]; }
mixed t37() { string s; return explode(s, ","); }
mixed t38() { object o; return o->x(); }
mixed t39() { function f; return evaluate(f); }
mixed t40() { function f; return (*f)(); }
mixed t41() { int i = id("x"); return i; }
mixed t42() { string s = id(5); return s; }
mixed t43() { int i = id("x"); return i + 1; }
mixed t44() { mixed a = id("x") * 2; return a; }
mixed t45() { return id("a") - id("b"); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 45; n++) try(n);
    shutdown();
}
