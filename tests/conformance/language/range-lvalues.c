// Assignments to ranges of strings, arrays and buffers: bounds, sizes, values, order, errors.
object connect(int port) { return this_object(); }
string s(mixed x) {
    if (stringp(x)) return "\"" + x + "\"";
    if (objectp(x)) return x->short() ? x->short() : "<" + file_name(x) + ">";
    if (arrayp(x)) return "({" + implode(map(x, (: s($1) :)), ",") + "})";
    return "" + x;
}
mixed *list;
string text = "abcdef";
mapping m = ([ ]);
int calls;
string *trail = ({ });
int at(int n) { trail += ({ "" + n }); return n; }
mixed give(mixed x) { trail += ({ "value" }); return x; }
string show(buffer b) { string t = ""; for (int i = 0; i < sizeof(b); i++) t += b[i] + " "; return t; }
mixed t1() { string s = "abcdef"; s[0..1] = "XYZ"; return s; }
mixed t2() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[0..1] = ({ 7, 8, 9 }); return a; }
mixed t3() { string s = "abcdef"; s[0..0] = "XYZ"; return s; }
mixed t4() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[0..0] = ({ 7, 8, 9 }); return a; }
mixed t5() { string s = "abcdef"; s[1..1] = "XYZ"; return s; }
mixed t6() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[1..1] = ({ 7, 8, 9 }); return a; }
mixed t7() { string s = "abcdef"; s[<2..<1] = "XYZ"; return s; }
mixed t8() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[<2..<1] = ({ 7, 8, 9 }); return a; }
mixed t9() { string s = "abcdef"; s[<3..1] = "XYZ"; return s; }
mixed t10() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[<3..1] = ({ 7, 8, 9 }); return a; }
mixed t11() { string s = "abcdef"; s[1..<2] = "XYZ"; return s; }
mixed t12() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[1..<2] = ({ 7, 8, 9 }); return a; }
mixed t13() { string s = "abcdef"; s[2..] = "XYZ"; return s; }
mixed t14() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[2..] = ({ 7, 8, 9 }); return a; }
mixed t15() { string s = "abcdef"; s[<2..] = "XYZ"; return s; }
mixed t16() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[<2..] = ({ 7, 8, 9 }); return a; }
mixed t17() { string s = "abcdef"; s[0..] = "XYZ"; return s; }
mixed t18() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[0..] = ({ 7, 8, 9 }); return a; }
mixed t19() { string s = "abcdef"; s[6..5] = "XYZ"; return s; }
mixed t20() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[6..5] = ({ 7, 8, 9 }); return a; }
mixed t21() { string s = "abcdef"; s[5..6] = "XYZ"; return s; }
mixed t22() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[5..6] = ({ 7, 8, 9 }); return a; }
mixed t23() { string s = "abcdef"; s[3..2] = "XYZ"; return s; }
mixed t24() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[3..2] = ({ 7, 8, 9 }); return a; }
mixed t25() { string s = "abcdef"; s[2..1] = "XYZ"; return s; }
mixed t26() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[2..1] = ({ 7, 8, 9 }); return a; }
mixed t27() { string s = "abcdef"; s[<1..0] = "XYZ"; return s; }
mixed t28() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[<1..0] = ({ 7, 8, 9 }); return a; }
mixed t29() { string s = "abcdef"; s[7..8] = "XYZ"; return s; }
mixed t30() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[7..8] = ({ 7, 8, 9 }); return a; }
mixed t31() { string s = "abcdef"; s[0..5] = "XYZ"; return s; }
mixed t32() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[0..5] = ({ 7, 8, 9 }); return a; }
mixed t33() { string s = "abcdef"; s[0..6] = "XYZ"; return s; }
mixed t34() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[0..6] = ({ 7, 8, 9 }); return a; }
mixed t35() { string s = "abcdef"; s[1..100] = "XYZ"; return s; }
mixed t36() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[1..100] = ({ 7, 8, 9 }); return a; }
mixed t37() { string s = "abcdef"; s[<7..1] = "XYZ"; return s; }
mixed t38() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[<7..1] = ({ 7, 8, 9 }); return a; }
mixed t39() { string s = "abcdef"; s[<6..<1] = "XYZ"; return s; }
mixed t40() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[<6..<1] = ({ 7, 8, 9 }); return a; }
mixed t41() { string s = "abcdef"; s[0..<0] = "XYZ"; return s; }
mixed t42() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[0..<0] = ({ 7, 8, 9 }); return a; }
mixed t43() { string s = "abcdef"; s[<0..<0] = "XYZ"; return s; }
mixed t44() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[<0..<0] = ({ 7, 8, 9 }); return a; }
mixed t45() { string s = "abcdef"; s[<0..] = "XYZ"; return s; }
mixed t46() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[<0..] = ({ 7, 8, 9 }); return a; }
mixed t47() { string s = "abcdef"; s[-1..2] = "XYZ"; return s; }
mixed t48() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[-1..2] = ({ 7, 8, 9 }); return a; }
mixed t49() { string s = "abcdef"; s[1..-1] = "XYZ"; return s; }
mixed t50() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[1..-1] = ({ 7, 8, 9 }); return a; }
mixed t51() { string s = "abcdef"; s[2..-2] = "XYZ"; return s; }
mixed t52() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[2..-2] = ({ 7, 8, 9 }); return a; }
mixed t53() { string s = "abcdef"; s[-3..-2] = "XYZ"; return s; }
mixed t54() { mixed *a = ({ 1, 2, 3, 4, 5, 6 }); a[-3..-2] = ({ 7, 8, 9 }); return a; }
mixed t55() {
    buffer b = allocate_buffer(4);
    b[0] = 1;
    b[1] = 2;
    b[2] = 3;
    b[3] = 4;
    buffer v = allocate_buffer(2);
    v[0] = 8;
    v[1] = 9;
    b[0..1] = v;
    return show(b);
}
mixed t56() { string s = "abcd"; s[0..1] = ""; return s; }
mixed t57() { mixed *a = ({ 1, 2, 3, 4 }); a[0..1] = ({ }); return a; }
mixed t58() { string s = "abcd"; s[1..] = ""; return s; }
mixed t59() { mixed *a = ({ 1, 2, 3, 4 }); a[1..] = ({ }); return a; }
mixed t60() {
    buffer b = allocate_buffer(4);
    b[0] = 1;
    b[1] = 2;
    b[2] = 3;
    b[3] = 4;
    buffer v = allocate_buffer(2);
    v[0] = 8;
    v[1] = 9;
    b[<2..<1] = v;
    return show(b);
}
mixed t61() { string s = "abcd"; s[<2..<1] = ""; return s; }
mixed t62() { mixed *a = ({ 1, 2, 3, 4 }); a[<2..<1] = ({ }); return a; }
mixed t63() { string s = "abcd"; s[3..2] = ""; return s; }
mixed t64() { mixed *a = ({ 1, 2, 3, 4 }); a[3..2] = ({ }); return a; }
mixed t65() {
    buffer b = allocate_buffer(4);
    b[0] = 1;
    b[1] = 2;
    b[2] = 3;
    b[3] = 4;
    buffer v = allocate_buffer(2);
    v[0] = 8;
    v[1] = 9;
    b[0..9] = v;
    return show(b);
}
mixed t66() { string s = "abcd"; s[0..9] = ""; return s; }
mixed t67() { mixed *a = ({ 1, 2, 3, 4 }); a[0..9] = ({ }); return a; }
mixed t68() {
    buffer b = allocate_buffer(4);
    b[0] = 1;
    b[1] = 2;
    b[2] = 3;
    b[3] = 4;
    buffer v = allocate_buffer(2);
    v[0] = 8;
    v[1] = 9;
    b[4..5] = v;
    return show(b);
}
mixed t69() { string s = "abcd"; s[4..5] = ""; return s; }
mixed t70() { mixed *a = ({ 1, 2, 3, 4 }); a[4..5] = ({ }); return a; }
mixed t71() { mixed s = "abc", v = 5; s[0..1] = v; return s; }
mixed t72() { mixed s = "abc", v = ({ }); s[0..1] = v; return s; }
mixed t73() { mixed a = ({ 1, 2 }), v = "x"; a[0..0] = v; return a; }
mixed t74() { mixed x = 5; x[0..0] = "x"; return x; }
mixed t75() { mixed x; x[0..0] = ({ 1 }); return x; }
mixed t76() { mixed x = ([ ]); x[0..1] = ({ 1 }); return x; }
mixed t77() { string s = "abc"; return s[1..1] = "long"; }
mixed t78() { mixed *a = ({ 1, 2, 3 }); return a[1..1] = ({ 7, 7 }); }
mixed t79() { string s = "abc"; string t = s[0..0] = "zz"; return ({ s, t }); }
mixed t80() { text[1..2] = "--"; return text; }
mixed t81() { list = ({ 1, 2, 3 }); list[1..1] = list; return list; }
mixed t82() { list = ({ 1, 2, 3 }); mixed *b = list; list[0..0] = ({ 9 }); return ({ list, b }); }
mixed t83() { list = ({ 1, 2, 3 }); mixed *b = list; list[0..0] = ({ 9, 9 }); return ({ list, b }); }
mixed t84() { m["t"] = "hello"; m["t"][1..3] = "ipp"; return m["t"]; }
mixed t85() { m["a"] = ({ 1, 2, 3 }); m["a"][<1..] = ({ }); return m["a"]; }
mixed t86() { mixed *a = ({ "one", ({ "two", "three" }) }); a[1][0][1..1] = "oooo"; return a; }
mixed t87() { mixed *a = ({ ({ 1, 2 }), ({ 3 }) }); a[0][0..0] = a[1]; a[1][0] = 5; return a; }
mixed t88() { mixed *a = ({ 1, 2, 3, 4 }); a[1..2] = a[2..3]; return a; }
mixed t89() { mixed *a = ({ 1, 2, 3, 4 }); a[1..2] = a; return a; }
mixed t90() { string s = "abcd"; s[1..2] = s; return s; }
mixed t91() { string s = "abcd"; s[0..1] = s[2..3]; return s; }
mixed t92() { mixed *a = ({ 1, 2, 3, 4 }); a[at(1)..at(2)] = give(({ 8 })); return ({ a, trail }); }
mixed t93() { string s = "abcd"; s[at(0)..at(0)] = give("z"); return ({ s, trail[<3..] }); }
mixed t94() { mixed *a = ({ "abc", "def" }); a[at(1)][at(0)..at(1)] = give("z"); return ({ a, trail[<4..] }); }
mixed t95() { string s = "abcdef"; int i = 1; s[i++..i++] = "-"; return ({ s, i }); }
mixed t96() { string s = "abcdef"; int i = 3; s[<i--..<i] = "-"; return ({ s, i }); }
mixed t97() { string s = ""; s[0..-1] = "new"; return s; }
mixed t98() { mixed *a = ({ }); a[0..-1] = ({ 1, 2 }); return a; }
mixed t99() { string s = ""; s[0..0] = "new"; return s; }
mixed t100() { mixed *a = ({ }); a[0..0] = ({ 1 }); return a; }
mixed t101() { string s = "ab"; s[2..1] = "c"; return s; }
mixed t102() { string s = "abc"; for (int i = 0; i < 3; i++) s[i * 2..i * 2 - 1] = "."; return s; }
mixed t103() { mixed *a = ({ 3, 1, 2 }); a[0..] = sort_array(a, 1); return a; }
mixed t104() { string s = "x=1"; s[strsrch(s, "=")..] = ":2"; return s; }
mixed t105() { string s = "abc", t = s; s[0..0] = "Z"; return ({ s, t }); }
mixed t106() {
    mixed *a = ({ 1, 2, 3 });
    foreach (mixed x in a) { calls++;
    a[0..0] = ({ 0 });
    } return ({ a, calls });
}
mixed t107() { mixed *a = ({ 1, 2, 3 }); mixed e = catch(a[5..6] = ({ 1 })); return ({ a, e }); }
mixed t108() { string s = "abc"; mixed e = catch(s[5..6] = "x"); return ({ s, e }); }
mixed t109() { string s = "abc"; mixed lo = "a", e = catch(s[lo..1] = "x"); return ({ s, e }); }
mixed t110() { mixed *a = ({ 1 }); mixed lo = "a", e = catch(a[lo..0] = ({ })); return ({ a, e }); }
mixed t111() { mixed *a = ({ 1 }); mixed hi = 1.5, e = catch(a[0..hi] = ({ })); return ({ a, e }); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    tell_object(this_object(), n + ": " + s(e ? e : r) + "\n");
}
void logon() {
    for (int n = 1; n <= 111; n++) try(n);
    shutdown();
}
