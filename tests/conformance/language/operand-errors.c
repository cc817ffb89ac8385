// What operators say to operands they do not know.
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
mixed t1() { mixed x = ({1,2}); x |= ({1}); return x; }
mixed t2() { mixed x = ([1:2]); x += id(1); return x; }
mixed t3() { mixed x = 1.5; x %= 2; return x; }
mixed t4() { mixed x = 1.5; x &= 2; return x; }
mixed t5() { mixed x = 1.5; x += id("a"); return x; }
mixed t6() { mixed x = this_object(); x += 1; return x; }
mixed t7() { mixed x = (: cnt :); x += 1; return x; }
mixed t8() { mixed x = (: cnt :); return x[0]; }
mixed t9() { mixed x = this_object(); return x[0]; }
mixed t10() { mixed x = 1.5; return x[0]; }
mixed t11() { mixed x = ({1}); return x["a"]; }
mixed t12() { mixed x = ({1}); return x[1.5]; }
mixed t13() { mixed x = "abc"; return x["a"]; }
mixed t14() { mixed x = "abc"; return x[1.5]; }
mixed t15() { mixed x = (["a":1]); return x[({})]; }
mixed t16() { mixed x = ({1}); return x[0][0]; }
mixed t17() { mixed x = ({1}); x[0][0] = 1; return x; }
mixed t18() { mixed x = ({1}); x["a"] = 1; return x; }
mixed t19() { mixed x = "abc"; x["a"] = 1; return x; }
mixed t20() { mixed x = "abc"; x[1] = "b"; return x; }
mixed t21() { mixed x = 5; x[0] = 1; return x; }
mixed t22() { mixed x = 5; return x[0..1]; }
mixed t23() { mixed x = ([1:2]); return x[0..1]; }
mixed t24() { mixed x = ({1,2}); x[0..0] = 5; return x; }
mixed t25() { mixed x = ({1,2}); x[0..0] = "a"; return x; }
mixed t26() { mixed x = "ab"; x[0..0] = ({1}); return x; }
mixed t27() { mixed x = "ab"; x[0..0] = 5; return x; }
mixed t28() { mixed x = ([1:2]); x[0..0] = ({1}); return x; }
mixed t29() { mixed x = ({1,2,3}); x[2..1] = ({9}); return x; }
mixed t30() { mixed x = ({1,2,3}); x[1..5] = ({9}); return x; }
mixed t31() { mixed x = ({1,2,3}); x[-1..1] = ({9}); return x; }
mixed t32() { mixed x = ({1,2,3}); x[5..6] = ({9}); return x; }
mixed t33() { mixed x = ({1,2,3}); x[<4..1] = ({9}); return x; }
mixed t34() { mixed x = ({1,2,3}); x[<3..<1] = ({9}); return x; }
mixed t35() { mixed x = ({1,2,3}); x[1..<1] = ({9}); return x; }
mixed t36() { return nested(2); }
mixed t37() { return catch(catch(error("a")) + catch(error("b"))); }
mixed t38() { mixed e, f; e = catch { f = catch { throw(1); }; throw(f); }; return ({e,f}); }
mixed t39() { return catch(evaluate((: error("q") :))); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 39; n++) try(n);
    shutdown();
}
