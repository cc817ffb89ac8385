// What declared types and undefined values make of each other.
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
mixed t1() { int x = 5, y = x + 1; return y; }
mixed t2() { mixed f = (: $1 + 1 :); return (*f)(5); }
mixed t3() { function f = (: $1 + 1 :); return evaluate(f, 5); }
mixed t4() { int strlen = 5; return strlen; }
mixed t5() { int write; write = 4; return write; }
mixed t6() { mixed array; return array; }
mixed t7() { object this; return 1; }
mixed t8() { int x = 5.5; return x; }
mixed t9() { float x = 5; return x; }
mixed t10() { int *x = ({"a"}); return x; }
mixed t11() { object x = 0; return x; }
mixed t12() { function x = 0; return x; }
mixed t13() { mixed x = 5; int y = x; return y; }
mixed t14() { mixed x = "s"; int y = x; return y; }
mixed t15() { string x = 5 + "5"; return x; }
mixed t16() { int x = 1.5 + 1; return x; }
mixed t17() { float x = 1 + 1; return x; }
mixed t18() { mixed x = ([]); x += ({}); return x; }
mixed t19() { return ({}) == 0; }
mixed t20() { return !(1 == 2); }
mixed t21() { return !1 == 2; }
mixed t22() { int x; return -x; }
mixed t23() { string x; return !x; }
mixed t24() { float x=1.5; return x++; }
mixed t25() { float x=1.5; x++; return x; }
mixed t26() { float x=1.5; ++x; return x; }
mixed t27() { mixed x="a"; x++; return x; }
mixed t28() { mixed x="a"; x--; return x; }
mixed t29() { mixed x="a"; return ++x; }
mixed t30() { mixed x="a"; return --x; }
mixed t31() { mixed x="a"; return x++; }
mixed t32() { mixed x="a"; return x--; }
mixed t33() { mixed x=({1}); x[0]++; return x; }
mixed t34() { mixed x=({"a"}); x[0]++; return x; }
mixed t35() { mixed x=({"a"}); return x[0]--; }
mixed t36() { int x=9223372036854775807; x++; return x; }
mixed t37() { int x=-9223372036854775807; x-=2; return x; }
mixed t38() { mapping m=([]); m["x"]++; ++m["x"]; return m["x"]++ + m["x"]; }
mixed t39() { mapping m=([]); m["x"]; return m; }
mixed t40() { mapping m=([]); mixed z=m["x"]; return ({m, z, undefinedp(z), undefinedp(m["q"])}); }
mixed t41() { mapping m=(["x":0]); return undefinedp(m["x"]); }
mixed t42() { mapping m=([]); m["x"]=m["y"]; return undefinedp(m["x"]); }
mixed t43() { int x; return undefinedp(x); }
mixed t44() { int x=0; return undefinedp(x); }
mixed t45() { mixed *a=allocate(2); return undefinedp(a[0]); }
mixed t46() { mixed *a=({0}); return undefinedp(a[0]); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 46; n++) try(n);
    shutdown();
}
