// Literals, operators and their errors.
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
mixed t1() { mixed x,z; x=5; z = (x += 2.5); return ({x,z}); }
mixed t2() { int x; mixed z; x=-7; z = (x += 2.5); return ({x,z}); }
mixed t3() { mixed x; x=-7; x -= 2.5; return ({x}); }
mixed t4() { int x; x=-7; x -= 2.5; return ({x}); }
mixed t5() { mixed x; x=-7; x *= 1.5; return ({x}); }
mixed t6() { mixed x; x=-7; x /= 1.5; return ({x}); }
mixed t7() { mixed x; x=2.5; x -= 2; return ({x}); }
mixed t8() { mixed x; x=2.5; x *= 2; return ({x}); }
mixed t9() { mixed x; x=2.5; x /= 2; return ({x}); }
mixed t10() { return sprintf("%.12g",1.5); }
mixed t11() { return 1.5; }
mixed t12() { return 100000000.5; }
mixed t13() { return ({({}),({})}) & ({({})}); }
mixed t14() { return ({({}),({}),1}) - ({({})}); }
mixed t15() { return ({ 3, 1, 2 }) & ({ 1,2,3}); }
mixed t16() { return ([({}):1])[({})]; }
mixed t17() { return member_array(({}), ({ 1, ({}) })); }
mixed t18() { return allocate(0) == ({}); }
mixed t19() { return ({1})[1..0] == ({}); }
mixed t20() { return explode("","") == ({}); }
mixed t21() { return filter(({1}), (: 0 :)) == ({}); }
mixed t22() { return keys(([])) == ({}); }
mixed t23() { switch(({})) { case 0: return 1; default: return 2; } }
mixed t24() { return ([]) == ([]); }
mixed t25() { return "" == ""; }
mixed t26() { return ([2:1]) + ([1:1]); }
mixed t27() { return undefinedp(([])[1] | 5); }
mixed t28() { return -([])[1]; }
mixed t29() { return ~([])[1]; }
mixed t30() { return 5 / 2 * 2.0; }
mixed t31() { return 7 / -2; }
mixed t32() { return -7 % 3; }
mixed t33() { return 7 % -3; }
mixed t34() { return 2.0 == 2; }
mixed t35() { return 1 << 65; }
mixed t36() { return 1 << -1; }
mixed t37() { return -1 >> 70; }
mixed t38() { return 0x10 + 010; }
mixed t39() { return 1.0/3; }
mixed t40() { return "abc" < "abd"; }
mixed t41() { return !"" + !0; }
mixed t42() { return 1 ? 2 : 3 ? 4 : 5; }
mixed t43() { return 1, 2, 3; }
mixed t44() { mixed x; x = (1,2,3); return x; }
mixed t45() { return 5 & 3 == 3; }
mixed t46() { return 1 | 2 ^ 3 & 4; }
mixed t47() { return 1 < 2 == 1; }
mixed t48() { return 'a' + 1; }
mixed t49() { return "a" "b" "c"; }
mixed t50() { return "a" + "b" "c"; }
mixed t51() { return ({1,2,3})[1..]; }
mixed t52() { return "hello"[<3..<2]; }
mixed t53() { return "hello"[1..<2]; }
mixed t54() { return "hello"[<1]; }
mixed t55() { return "hello"[<6]; }
mixed t56() { return "hello"[<0]; }
mixed t57() { return "hello"[5]; }
mixed t58() { return "hello"[6]; }
mixed t59() { return "hello"[-1]; }
mixed t60() { mixed x = 5; return x[0..1]; }
mixed t61() { mixed x; return x[0..1]; }
mixed t62() { mixed x; return x[0]; }
mixed t63() { mixed x; return x[<1]; }
mixed t64() { mixed x; return x["a"]; }
mixed t65() { mixed x = (["a":1]); return x[<1]; }
mixed t66() { return !1.5; }
mixed t67() { return -5 / 2; }
mixed t68() { return 9223372036854775807 + 1; }
mixed t69() { return 9223372036854775807 * 2; }
mixed t70() { return 9223372036854775808; }
mixed t71() { return 99999999999999999999; }
mixed t72() { return 4294967296; }
mixed t73() { return 2147483648; }
mixed t74() { return -2147483648; }
mixed t75() { return 1e-5; }
mixed t76() { return 1.5e3; }
mixed t77() { return 5.; }
mixed t78() { return 0x; }
mixed t79() { return 0xfffffffff; }
mixed t80() { return '\n'; }
mixed t81() { return '\x41'; }
mixed t82() { return '\''; }
mixed t83() { return '\0'; }
mixed t84() { return "\q\"\\"; }
mixed t85() { return "a	b"; }
mixed t86() { return ({1,2,}); }
mixed t87() { return ([1:2,]); }
mixed t88() { return sizeof("abc"); }
mixed t89() { return sizeof(5); }
mixed t90() { return sizeof(0); }
mixed t91() { return sizeof(1.5); }
mixed t92() { return sizeof(([1:2])); }
mixed t93() { return sizeof((: 1 :)); }
mixed t94() { return sizeof(this_object()); }
mixed t95() { return sizeof(allocate_buffer(4)); }
mixed t96() { return (int)1.5; }
mixed t97() { return (int)"5"; }
mixed t98() { return (string)5; }
mixed t99() { return (float)1; }
mixed t100() { return typeof((mixed)1); }
mixed t101() { return (1 > 0) + (2 > 1); }
mixed t102() { return 1 && 2; }
mixed t103() { return 0 && 2; }
mixed t104() { return 0 || "x"; }
mixed t105() { return "" || 1; }
mixed t106() { return 0.0 && 1; }
mixed t107() { return !({}); }
mixed t108() { return ({})?1:2; }
mixed t109() { return 1 == 1.0; }
mixed t110() { return 0 == ""; }
mixed t111() { return this_object() == this_object(); }
mixed t112() { return 3 > 2 > 1; }
mixed t113() { return 10 - 2 - 3; }
mixed t114() { return 2 * 3 % 4; }
mixed t115() { return 1 + 2 + "a" + 1 + 2; }
mixed t116() { return ({1,2}) || 0; }
mixed t117() { return ; }
mixed t118() { return ;; }
mixed t119() { return "a"->b(); }
mixed t120() { return "/nofile"->nofunc(); }
mixed t121() { return allocate(-1); }
mixed t122() { return (: 1 , 2 :); }
mixed t123() { return evaluate((: $1 + $2 :), 1); }
mixed t124() { return evaluate((: $1 + $2 :), 1, 2); }
mixed t125() { return evaluate((: $1 + $3 :), 1, 2); }
mixed t126() { return (: $1 :); }
mixed t127() { return (: strlen :); }
mixed t128() { return (: strlen, "a" :); }
mixed t129() { return (: this_object(), "x" :); }
mixed t130() { return (: call_other, this_object(), "x" :); }
mixed t131() { return function(int x) { return x; }; }
mixed t132() { return evaluate(function(int x) { return x + 1; }, 2); }
mixed t133() { return evaluate(function(int x, int y) { return ({x,y}); }, 2); }
mixed t134() { return evaluate(function() { return 3; }, 2); }
mixed t135() { return (*(: 5 :))(); }
mixed t136() { return (*(: $1 :))(6); }
mixed t137() { return (*5)(6); }
mixed t138() { return evaluate(5, 6); }
mixed t139() { return evaluate("a"); }
mixed t140() { return (: $1, $2 :); }
mixed t141() { return (: $(1+2) :); }
mixed t142() { return evaluate((: $(1+2) + $1 :), 4); }
mixed t143() { return catch(error("x")); }
mixed t144() { return catch(throw("x")); }
mixed t145() { return catch(throw(5)); }
mixed t146() { return catch(throw(({1}))); }
mixed t147() { return catch(throw(0)); }
mixed t148() { return catch(1); }
mixed t149() { return catch(catch(error("a\n"))); }
mixed t150() { return throw(5); }
mixed t151() { return error("abc"); }
mixed t152() { return error("abc\n"); }
mixed t153() { return error("*abc\n"); }
mixed t154() { return error(""); }
mixed t155() { return time_expression { 1; } >= 0; }
mixed t156() { return time_expression(1) >= 0; }
mixed t157() {
    return typeof(1) + typeof(1.5) + typeof("") + typeof(({})) + typeof(([])) + typeof((: 1 :)) + typeof(this_object()) + typeof(allocate_buffer(1));
}
mixed t158() { return sscanf("5 a", "%d %s"); }
mixed t159() { return arrayp(({})) + pointerp(1); }
mixed t160() { return ~~5; }
mixed t161() { return !!5; }
mixed t162() { return - -5; }
mixed t163() { return 5 - -5; }
mixed t164() { return "a"+'a'; }
mixed t165() { return 1.5 + "a"; }
mixed t166() { return "" + 1.0/3; }
mixed t167() { return "" + 1e20; }
mixed t168() { return "" + 1e-10; }
mixed t169() { return 1e20; }
mixed t170() { return 1.0e-7; }
mixed t171() { return 123456789.123; }
mixed t172() { return 0.1+0.2; }
mixed t173() { return sprintf("%O",0.1); }
mixed t174() { return 3.0; }
mixed t175() { return -0.0; }
mixed t176() { return 1e308*10; }
mixed t177() { return to_int(-1.9); }
mixed t178() { return to_int("12abc"); }
mixed t179() { return to_int("abc"); }
mixed t180() { return to_int("0x1f"); }
mixed t181() { return to_float("1.5x"); }
mixed t182() { return to_float(""); }
mixed t183() { return to_int(""); }
mixed t184() { return to_int(" 5"); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 184; n++) try(n);
    shutdown();
}
