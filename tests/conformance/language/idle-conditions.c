// Values and conditions that nobody wants are not computed; characters have operators of their own.
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
int g = 5; mixed ga = ({1,2,3}); mapping gm = (["a":1]); string gs = "hello"; 
mixed v(mixed x) { return x; }
class c { int a; string b; mixed z; }
mixed t1() { string s="abc"; s[0] += 200; return s[0]; }
mixed t2() { mixed x = ({}); if (x[0]) ; return "after"; }
mixed t3() { mixed x = 5; if (x[0]) ; return "after"; }
mixed t4() { mixed x = ({}); x[0] ? 1 : 2; return "after"; }
mixed t5() { int x; x ? 1 : 2; return "after"; }
mixed t6() { mixed x = ({}); x[0]; return "after"; }
mixed t7() { mixed x = ({}); x[0] + 1; return "after"; }
mixed t8() { mixed x = ({}); !x[0]; return "after"; }
mixed t9() { mixed x = ({}); x[0] && 1; return "after"; }
mixed t10() { mixed x = ({}); 1 && x[0]; return "after"; }
mixed t11() { mixed x = ({}); x[0] || 1; return "after"; }
mixed t12() { mixed x = ({}); 0 || x[0]; return "after"; }
mixed t13() { mixed x = ({}); x[0], 1; return "after"; }
mixed t14() { mixed x = ({}); ({x[0]}); return "after"; }
mixed t15() { mixed x = ({}); ([x[0]:1]); return "after"; }
mixed t16() { mixed x = ({}); x[1..2]; return "after"; }
mixed t17() { mixed x = 5; x[1..2]; return "after"; }
mixed t18() { mixed x = ({}); while (x[0]) ; return "after"; }
mixed t19() { mixed x = ({}); for (; x[0]; ) ; return "after"; }
mixed t20() { mixed x = ({}); if (x[0]) {} return "after"; }
mixed t21() { mixed x = ({}); if (x[0]) {} else {} return "after"; }
mixed t22() { mixed x = ({}); if (!x[0]) ; else ; return "after"; }
mixed t23() { mixed x = ({}); 1 ? x[0] : 2; return "after"; }
mixed t24() { mixed x = "a"; x == 2; return "after"; }
mixed t25() { mixed x = "a"; x < 2; return "after"; }
mixed t26() { class c x; x->a; return "after"; }
mixed t27() { class c x; if (x->a) ; return "after"; }
mixed t28() { mixed x = ({}); x[0] == x[1]; return "after"; }
mixed t29() { 1/v(0); return "after"; }
mixed t30() { if (1/v(0)) ; return "after"; }
mixed t31() { v(1) ? error("q") : 0; return "after"; }
mixed t32() { v(0) ? error("q") : 0; return "after"; }
mixed t33() { mixed a = ({1}); a[0]++; a[0]; return a; }
mixed t34() { mixed x; x = ({}), x[0]; return "after"; }
mixed t35() { mixed x = ({}); return x[0], 5; }
mixed t36() { return get_config(0); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 36; n++) try(n);
    shutdown();
}
