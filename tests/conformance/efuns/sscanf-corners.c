// sscanf() with odd formats and leftovers.
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
mixed t1() { int a; string b; int n = sscanf("10 apples", "%d %s", a, b); return ({n,a,b}); }
mixed t2() { string a,b; int n = sscanf("a,b,c", "%s,%s", a, b); return ({n,a,b}); }
mixed t3() { string a,b; int n = sscanf("abc", "%s%s", a, b); return ({n,a,b}); }
mixed t4() { int a,b; int n = sscanf("12 34", "%d%d", a, b); return ({n,a,b}); }
mixed t5() { int a; int n = sscanf("abc", "%d", a); return ({n,a}); }
mixed t6() { int a; int n = sscanf("-5", "%d", a); return ({n,a}); }
mixed t7() { int a; int n = sscanf("+5", "%d", a); return ({n,a}); }
mixed t8() { int a; int n = sscanf("0x1f", "%d", a); return ({n,a}); }
mixed t9() { int a; int n = sscanf("1f", "%x", a); return ({n,a}); }
mixed t10() { int a; int n = sscanf("0x1f", "%x", a); return ({n,a}); }
mixed t11() { float a; int n = sscanf("1.5e2", "%f", a); return ({n,a}); }
mixed t12() { string a; int n = sscanf("foo bar", "foo %s", a); return ({n,a}); }
mixed t13() { string a; int n = sscanf("foo bar", "fox %s", a); return ({n,a}); }
mixed t14() { string a; int n = sscanf("foo bar", "%*s %s", a); return ({n,a}); }
mixed t15() { string a; int n = sscanf("foo bar", "%s bar", a); return ({n,a}); }
mixed t16() { string a; int n = sscanf("foo bar", "%s baz", a); return ({n,a}); }
mixed t17() { string a; int n = sscanf("foo", "%s", a); return ({n,a}); }
mixed t18() { string a; int n = sscanf("", "%s", a); return ({n,a}); }
mixed t19() { string a; int n = sscanf("a%b", "a%%%s", a); return ({n,a}); }
mixed t20() { string a,b; int n = sscanf("hello world foo", "%s %s", a, b); return ({n,a,b}); }
mixed t21() { string a,b,c; int n = sscanf("hello world foo", "%s %s %s", a, b, c); return ({n,a,b,c}); }
mixed t22() { string a,b,c; int n = sscanf("hello", "%s %s %s", a, b, c); return ({n,a,b,c}); }
mixed t23() { string a; int b; int n = sscanf("item 5", "%s %d", a, b); return ({n,a,b}); }
mixed t24() { string a; int b; int n = sscanf("item five 5", "%s %d", a, b); return ({n,a,b}); }
mixed t25() {
    string a;
    int b;
    int n = sscanf("get all from bag", "get %s from %s", a, b);
    return ({n,a,b});
}
mixed t26() { string a; int b; int n = sscanf("abc123def", "%s%d%*s", a, b); return ({n,a,b}); }
mixed t27() { string a; int n = sscanf("abc123", "%([a-z]+)%*s", a); return ({n,a}); }
mixed t28() { string a,b; int n = sscanf("abc123", "%([a-z]+)%([0-9]+)", a,b); return ({n,a,b}); }
mixed t29() { string a; int n = sscanf("abc", "%c", a); return ({n,a}); }
mixed t30() { string a; int n = sscanf("abc", "%q", a); return ({n,a}); }
mixed t31() { string a; int n = sscanf("abc", "%", a); return ({n,a}); }
mixed t32() { string a; int n = sscanf("abc", "abc"); return ({n,a}); }
mixed t33() { string a; int n = sscanf("abc", "abd"); return ({n,a}); }
mixed t34() { string a; int n = sscanf("abc", "", a); return ({n,a}); }
mixed t35() { mixed a; int n = sscanf(5, "%d", a); return ({n,a}); }
mixed t36() { mixed a; int n = sscanf("5", 5, a); return ({n,a}); }
mixed t37() { mixed *a=({0,0}); int n = sscanf("5 6", "%d %d", a[0], a[1]); return ({n,a}); }
mixed t38() { mapping a=([]); int n = sscanf("5 6", "%d %d", a["x"], a["y"]); return ({n,a}); }
mixed t39() { string a; int n = sscanf("  abc", " %s", a); return ({n,a}); }
mixed t40() { string a; int n = sscanf("abc  ", "%s ", a); return ({n,a}); }
mixed t41() { int a; int n = sscanf("  5", "%d", a); return ({n,a}); }
mixed t42() { int a; string b; int n = sscanf("5", "%d%s", a, b); return ({n,a,b}); }
mixed t43() { int a; string b; int n = sscanf("5x", "%d%s", a, b); return ({n,a,b}); }
mixed t44() { int a; string b; int n = sscanf("x5", "%s%d", b, a); return ({n,a,b}); }
mixed t45() { int a; string b; int n = sscanf("x-5", "%s-%d", b, a); return ({n,a,b}); }
mixed t46() { int a; int n = sscanf("5 6", "%d", a); return ({n,a}); }
mixed t47() { string a,b; int n = sscanf("aXbXc", "%sX%s", a,b); return ({n,a,b}); }
mixed t48() { string a,b; int n = sscanf("aXXb", "%sXX%s", a,b); return ({n,a,b}); }
mixed t49() { string a,b; int n = sscanf("key=value", "%s=%s", a,b); return ({n,a,b}); }
mixed t50() { string a,b; int n = sscanf("key=", "%s=%s", a,b); return ({n,a,b}); }
mixed t51() { string a,b; int n = sscanf("=value", "%s=%s", a,b); return ({n,a,b}); }
mixed t52() { float f; string b; int n = sscanf("3.25kg", "%f%s", f, b); return ({n,f,b}); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 52; n++) try(n);
    shutdown();
}
