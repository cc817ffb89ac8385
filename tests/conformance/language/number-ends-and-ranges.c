// Numbers at the ends of their range, ranges of strings and arrays, assignments to ranges.
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
class c { int a; mixed b; int d; } string log = ""; int lg(int x) { log += "" + x; return x; } 
mixed t1() { return -1 >> 1; }
mixed t2() { return 1 << 63; }
mixed t3() { return (1 << 63) - 1; }
mixed t4() { return 9223372036854775807 + 1; }
mixed t5() { return -9223372036854775807 - 2; }
mixed t6() { return 9223372036854775807 * 9223372036854775807; }
mixed t7() { return 9223372036854775807 / -1; }
mixed t8() { return 0x7fffffffffffffff; }
mixed t9() { return 0xffffffffffffffff; }
mixed t10() { return 0x8000000000000000; }
mixed t11() { return 99999999999999999999; }
mixed t12() { return 2147483648; }
mixed t13() { return -2147483648; }
mixed t14() { return to_float(9223372036854775807); }
mixed t15() { return 1e308 * 10; }
mixed t16() { return -1e308 * 10.0; }
mixed t17() { return 1e-320; }
mixed t18() { return 0.1 + 0.2; }
mixed t19() { return 0.1 + 0.2 == 0.3; }
mixed t20() { return 1.0 / 3; }
mixed t21() { return 123456789.123456789; }
mixed t22() { return 1.5 + 1; }
mixed t23() { return 1 + 1.5; }
mixed t24() { return 2.5 * 2; }
mixed t25() { return 7 / 2.0; }
mixed t26() { return 7.0 / 2; }
mixed t27() { return 7.5 - 8; }
mixed t28() { return 1.0 == 1; }
mixed t29() { return 1 != 1.0; }
mixed t30() { return 2 > 1.5; }
mixed t31() { return 1.5 > 1; }
mixed t32() { return ({1.0}) == ({1.0}); }
mixed t33() { return "abc" < "abd"; }
mixed t34() { return "abc" < "ab"; }
mixed t35() { return "B" < "a"; }
mixed t36() { return "" < "a"; }
mixed t37() { return "abc"[0..0] + "abc"[<1..<1]; }
mixed t38() { return "hello world"[<5..]; }
mixed t39() { return "hello"[1..<2]; }
mixed t40() { return "hello"[0..-1]; }
mixed t41() { return "hello"[2..1]; }
mixed t42() { return "hello"[-3..-1]; }
mixed t43() { return "hello"[<10..<8]; }
mixed t44() { return ({1,2,3,4})[<2..]; }
mixed t45() { return ({1,2,3,4})[<2..<2]; }
mixed t46() { return ({1,2,3,4})[0..-1]; }
mixed t47() { return ({1,2,3,4})[-3..-1]; }
mixed t48() { return ({1,2,3,4})[5..7]; }
mixed t49() { return ({1,2,3,4})[<8..1]; }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 49; n++) try(n);
    shutdown();
}
