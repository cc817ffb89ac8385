// Operators, indexes, formats and string efuns at their edges, as FluffOS has them.
mixed id(mixed x) { return x; }

mixed t1() { mixed x = 0.0; if (!x) return 1; return 0; }
mixed t2() { mixed x = 0.0; return !x ? 1 : 2; }
mixed t3() { mixed x = 0.0; return !x && 5; }
mixed t4() { mixed x = 0.0; return !x || 5; }
mixed t5() { mixed x = 0.0; while (!x) return 1; return 0; }
mixed t6() { mixed x = 0.0; for (; !x; ) return 1; return 0; }
mixed t7() { mixed x = 0.0; if (!x && 1) return 1; return 0; }
mixed t8() { mixed x = 0.0; if (x && 1) return 1; return 0; }
mixed t9() { mixed x = 0.0; if (x || 0) return 1; return 0; }
mixed t10() { mixed x = 1.0, y = 1; return ({ x == y, y == x, x != y, x == 1, 1 == x, x < y, x <= y, x >= y }); }
mixed t11() { float x = 1.0; int y = 1; return ({ x == y, y == x, x != y, x == 1, 1 == x }); }
mixed t12() { float x = 0.0; int y = 0; if (x == y) return 1; if (x == 0) return 2; if (x != 0) return 3; return 4; }
mixed t13() { mixed x = 0.0; if (x == 0) return 1; return 0; }
mixed t14() { mixed x = 0.0; if (x != 0) return 1; return 0; }
mixed t15() { mixed x = 0.0; while (x != 0) return 1; return 0; }
mixed t16() { return member_array(1, ({ 1.0 })); }
mixed t17() { return ({ 1 }) - ({ 1.0 }); }
mixed t18() { return ([ 1.0 : 2 ])[1]; }
mixed t19() { mixed x = 1.0; switch (x) { case 1: return "y"; } return "n"; }
mixed t20() { return filter(({ 1, 2 }), (: 0.0 :)); }
mixed t21() { return filter(({ 0.0, 2 }), (: $1 :)); }
mixed t22() { mixed *a = ({ 0.0, 1 }); return filter(a, (: $1 ? 1 : 0 :)); }
mixed t23() { mixed x = 0.0; x ||= 5; return x; }
mixed t24() { mixed x = 0.0; x &&= 5; return x; }
mixed t25() { mixed x = 0.0; x ??= 5; return x; }
mixed t26() { mixed x = 0.0; for (; x; ) return 1; return 0; }
mixed t27() { mixed x = 0.0; do { x += 1.0; if (x > 3) return x; } while (x - 1.0); return x; }
mixed t28() { if (1.0 - 1.0) return 1; return 0; }
mixed t29() { mixed x = -0.0; return x ? 1 : 0; }
mixed t30() { return sort_array(({ 3, 1, 2 }), (: 0.5 :)); }
mixed t31() { return unique_array(({ 1, 2 }), (: 0.0 :)); }
mixed t32() { mixed x = ([ 1 : 0.0 ]); return x[1] ? 1 : 0; }
mixed t33() { mixed x = ([ 1 : 0.0 ]); return x?.a ?? 3; }
mixed t34() { mixed x = "", y = ({}), z = ([]); return ({ x ? 1 : 0, y ? 1 : 0, z ? 1 : 0, (: 1 :) ? 1 : 0 }); }
mixed t35() { int i = 5; float f = 2.5; i = i + f; return i; }
mixed t36() { int i = 5; i = 2.5; return i; }
mixed t37() { mixed i = 5; i -= 2.5; i += 1; return i; }
mixed t38() { int q = 5; mixed r = (q += 2.5); return ({ q, r }); }
mixed t39() { mixed q = 5; mixed r = (q += 2.5); return ({ q, r }); }
mixed t40() { mixed x = 5; x += 2.5; return x; }
mixed t41() { mixed x = 5; x -= 2.5; return x; }
mixed t42() { mixed x = 5; x *= 2.5; return x; }
mixed t43() { mixed x = 5; x /= 2.5; return x; }
mixed t44() { int x = 5; x += 2.5; return x; }
mixed t45() { int x = 5; x -= 2.5; return x; }
mixed t46() { int x = 5; x *= 2.5; return x; }
mixed t47() { int x = 5; x /= 2.5; return x; }
mixed t48() { int x = 5; return x += 2.5; }
mixed t49() { mixed *a = ({ 5 }); a[0] += 2.5; return a; }
mixed t50() { mixed *a = ({ 5 }); a[0] *= 2.5; return a; }
mixed t51() { int *a = ({ 5 }); a[0] += 2.5; return a; }
mixed t52() { mapping m = ([ "a" : 5 ]); m["a"] += 2.5; return m; }
mixed t53() { mapping m = ([ "a" : 5 ]); m["b"] += 2.5; return m; }
mixed t54() { mapping m = ([ "a" : 5 ]); m["a"] /= 2.0; return m; }
mixed t55() { mapping m = ([ "a" : 5 ]); m["a"] -= 0.5; return m; }
mixed t56() { float f = 2.5; f += 1; return f; }
mixed t57() { float f = 2.5; f -= 1; f *= 2; f /= 4; return f; }
mixed t58() { mixed x; x += 2.5; return x; }
mixed t59() { mixed x; x += "a"; return x; }
mixed t60() { mixed x = "a"; x += 1; return x; }
mixed t61() { mixed x = 3; x += "a"; return x; }
mixed t62() { mixed x = ({}); x += 3; return x; }
mixed t63() { mixed x = 3; x += ({}); return x; }
mixed t64() { mixed x = 3; x -= ({}); return x; }
mixed t65() { mixed x = 3; x *= "a"; return x; }
mixed t66() { mixed x = 3; x /= "a"; return x; }
mixed t67() { mixed x = 3; x %= 2.5; return x; }
mixed t68() { mixed x = 3; x %= 0; return x; }
mixed t69() { mixed x = 3; x <<= 2.0; return x; }
mixed t70() { mixed x = 3; x &= 2.0; return x; }
mixed t71() { mixed x = 3; x |= "a"; return x; }
mixed t72() { mixed x = ({ 1, 2 }); x &= ({ 2 }); return x; }
mixed t73() { mixed x = ({ 1, 2 }); x |= ({ 3 }); return x; }
mixed t74() { mixed x = 0.0; return x ? 1 : 0; }
mixed t75() { mixed x = 0.0; return !x; }
mixed t76() { mixed x = 0.0; if (x) return 1; return 0; }
mixed t77() { float x = 0.0; return x ? 1 : 0; }
mixed t78() { float x = 0.0; return !x; }
mixed t79() { float x = 0.0; while (x) return 1; return 0; }
mixed t80() { return !0.0; }
mixed t81() { if (0.0) return 1; return 0; }
mixed t82() { mixed x = 0.0; return x || 5; }
mixed t83() { mixed x = 0.0; return x && 5; }
mixed t84() { return 0.0 || 5; }
mixed t85() { return -0.0; }
mixed t86() { mixed x = "a"; x++; return x; }
mixed t87() { mixed x = 2.5; x++; return x; }
mixed t88() { mixed x = 2.5; return ++x + x--; }
mixed t89() { mixed x = ({}); x++; return x; }
mixed t90() { mixed x = 3, y = "b"; return x - y; }
mixed t91() { mixed x = 3, y = "b"; return x * y; }
mixed t92() { mixed x = 3, y = ({}); return x + y; }
mixed t93() { mixed x = "3", y = ({}); return x + y; }
mixed t94() { mixed x = ([]), y = ({}); return x + y; }
mixed t95() { mixed x = ([]), y = 3; return x + y; }
mixed t96() { mixed x = ({}), y = 3; return x + y; }
mixed t97() { mixed x = ({}), y = 3; return x - y; }
mixed t98() { mixed x = (: 1 :), y = "s"; return y + x; }
mixed t99() { mixed x = 3, y = 2.5; return x % y; }
mixed t100() { mixed x = 3, y = 0; return x % y; }
mixed t101() { mixed x = 3, y = 2.5; return x & y; }
mixed t102() { mixed x = 3, y = 2.5; return x | y; }
mixed t103() { mixed x = 3, y = 2.5; return x ^ y; }
mixed t104() { mixed x = 3, y = 2.5; return x << y; }
mixed t105() { mixed x = "a"; return ~x; }
mixed t106() { mixed x = "a"; return -x; }
mixed t107() { mixed x = ({}); return -x; }
mixed t108() { mixed x = 3, y = "a"; return x < y; }
mixed t109() { mixed x = ({}), y = ({}); return x < y; }
mixed t110() { mixed x = 3, y = 2.5; return x > y; }
mixed t111() { mixed x = 3, y = "3"; return x == y; }
mixed t112() { mixed x = ({}), y = ({}); return x == y; }
mixed t113() { mixed x = ([]), y = x; return x == y; }
mixed t114() { mixed x = 3; return x[0]; }
mixed t115() { mixed x = ({ 1 }); return x["a"]; }
mixed t116() { mixed x = ({ 1 }); return x[1.5]; }
mixed t117() { mixed x = ([ 1 : 2 ]); return x[1.0]; }
mixed t118() { mixed x = ([ ({}) : 2 ]); return x[({})]; }
mixed t119() { mixed x = "abc"; return x["a"]; }
mixed t120() { mixed x = "abc"; return x[1.0]; }
mixed t121() { mixed x = (: 1 :); return x[0]; }
mixed t122() { mixed x = 3; return x[0..1]; }
mixed t123() { mixed x = ([]); return x[0..1]; }
mixed t124() { mixed x = 3; x[0] = 1; return x; }
mixed t125() { mixed x = "abc"; x[0] = "z"; return x; }
mixed t126() { mixed x = "abc"; x[0] = 300; return x; }
mixed t127() { mixed x = "abc"; x[0] = 0; return x; }
mixed t128() { mixed x = "abc"; x[<1] = 'z'; return x; }
mixed t129() { mixed x = "abc"; x[<4] = 'z'; return x; }
mixed t130() { mixed x = "abc"; x[1..] = 3; return x; }
mixed t131() { mixed x = ({ 1 }); x[0..0] = 3; return x; }
mixed t132() { mixed x = ({ 1 }); x[3..4] = ({ 3 }); return x; }
mixed t133() { mixed x = ({ 1 }); x[<1..<1] = ({ 3, 4 }); return x; }
mixed t134() { mixed x = allocate_buffer(2); x[0] = 300; return x; }
mixed t135() { mixed x = allocate_buffer(2); x[0] = 65; return x + x; }
mixed t136() { mixed x = 3; foreach (mixed y in x) return y; return "no"; }
mixed t137() { mixed x = ({ 1 }); foreach (mixed y, mixed z in x) return y; return "no"; }
mixed t138() { mixed x = "a"; switch (x) { case 1: return 1; case 0: return 0; default: return "d"; } }
mixed t139() { mixed x = 0; switch (x) { case "a": return 1; case 0: return 0; default: return "d"; } }
mixed t140() { mixed x = 2.5; switch (x) { case 2: return 1; default: return "d"; } }
mixed t141() { mixed x = ({}); switch (x) { case 2: return 1; default: return "d"; } }
mixed t142() { mixed x = 5; switch (x) { case 1: x = 3; case 5: x++; case 6: x++; break; case 7: x = 0; } return x; }
mixed t143() { mixed x = 3; return evaluate(x, 1); }
mixed t144() { mixed x = "strlen"; return evaluate(x, "abc"); }
mixed t145() { mixed x = 3; return (*x)(1); }
mixed t146() { function f = (: id :); return f(4); }
mixed t147() { mixed x = ([ "foo" : 4 ]); return x->foo; }
mixed t148() { mixed x = ([ "foo" : 4 ]); return x.foo; }
mixed t149() { return call_other(0, "foo"); }
mixed t150() { return call_other("", "foo"); }
mixed t151() { return catch(throw(3)); }
mixed t152() { return catch(error("no newline")); }
mixed t153() { return catch(error("*star\n")); }
mixed t154() { return catch(error("")); }
mixed t155() { return throw("x"); }
mixed t156() { return catch(evaluate((: error("in") :))); }
mixed t157() { return write_bytes("/nosuch", 0, "a"); }
mixed t158() { return ({ strsrch("abc", "", -1), strsrch("", ""), strsrch("", "", -1), strsrch("abc", ""), strsrch("", "a") }); }
mixed t159() { mixed x = "a"; return ++x; }
mixed t160() { mixed x = "a"; return x--; }
mixed t161() { mixed x = "a"; x--; return x; }
mixed t162() { mixed x = "abc"; return x[0] = "z"; }
mixed t163() { string x = "abc"; x[0] = 0; return x; }
mixed t164() { mixed x = "abc"; return x[0] = 0; }
mixed t165() { mixed x = "abc"; x[0] += "z"; return x; }
mixed t166() { mixed x = "abc"; x[0]++; return x; }
mixed t167() { mixed x = "abc"; x[0] += 1; return x; }
mixed t168() { mixed x = allocate_buffer(2); x[0] = -1; return x; }
mixed t169() { mixed x = allocate_buffer(2); x[0] += 300; return x; }
mixed t170() { mixed x = allocate_buffer(2); x[5] = 1; return x; }
mixed t171() { mixed x = allocate_buffer(2); x[0] = "a"; return x; }
mixed t172() { buffer x = allocate_buffer(2); x[0]--; return x; }
mixed t173() { return sprintf("%c", 'a'); }
mixed t174() { mixed x = ({}); return sprintf("%c", x); }
mixed t175() { mixed x = 0; return sprintf("%c", x); }
mixed t176() { mixed x = 1114112; return sprintf("%c", x); }
mixed t177() { mixed x = 2.5; return sprintf("%c", x); }
mixed t178() { mixed x = 2.5; return sprintf("%d", x); }
mixed t179() { mixed x = "s"; return sprintf("%x", x); }
mixed t180() { mixed x = ({}); return sprintf("%s|%d", x, 3); }
mixed t181() { mixed x = -1; return sprintf("%c", x); }
mixed t182() { mixed m = ([ "a" : 1 ]); m->a = 5; return m; }
mixed t183() { mixed m = ([ "a" : 1 ]); m.a = 5; m.b = 6; return m; }
mixed t184() { return sprintf("%-=20s|%d", "the quick brown fox jumps over the lazy dog", 5); }
mixed t185() { return sprintf("%-#30.3s", "one\ntwo\nthree\nfour\nfive\nsix\nseven"); }
mixed t186() { return sprintf("%#-40.2s|", "a\nb\nc\nd\ne"); }
mixed t187() { return sprintf("%|20s|", "mid"); }
mixed t188() { return sprintf("%|21s|", "mid"); }
mixed t189() { return sprintf("%'-'20s|", "x"); }
mixed t190() { return sprintf("%-'=+'20s|", "x"); }
mixed t191() { return sprintf("%20'0's|", "x"); }
mixed t192() { return sprintf("%05d|%+d|% d|%x|%X|%o|%c", 42, 5, 5, 255, 255, 8, 'A'); }
mixed t193() { return sprintf("%5.2f|%e|%g|%-8.3f|", 3.14159, 1234.5, 0.0001, 2.5); }
mixed t194() { return sprintf("%@5s|", ({ "a", "b", "c" })); }
mixed t195() { return sprintf("%@-5d|", ({ 1, 2 })); }
mixed t196() { return sprintf("%s %s", 1, 2.5); }
mixed t197() { return sprintf("%d", "abc"); }
mixed t198() { return sprintf("%d", 2.7); }
mixed t199() { return sprintf("%s", ({ 1 })); }
mixed t200() { return sprintf("%O", ({ 1, ([ "x" : ({}) ]) })); }
mixed t201() { return sprintf("%*s|", 8, "ab"); }
mixed t202() { return sprintf("%-*s|", 8, "ab"); }
mixed t203() { return sprintf("%*d|", -8, 4); }
mixed t204() { return sprintf("%.3s|", "abcdef"); }
mixed t205() { return sprintf("%10.3s|", "abcdef"); }
mixed t206() { return sprintf("%=-10s|\n", "hello there world"); }
mixed t207() { return sprintf("%-=10.5s|", "hello there world"); }
mixed t208() { return sprintf("%-10=s|%-10=s|", "aa bb cc dd ee ff gg", "1 2 3 4 5 6 7 8 9 10 11 12"); }
mixed t209() { return sprintf("%%|%5%|"); }
mixed t210() { return sprintf("%s"); }
mixed t211() { return sprintf("%s", "a", "b"); }
mixed t212() { return sprintf("%q", 3); }
mixed t213() { return sprintf("%i", 3); }
mixed t214() { return sprintf("%5i|%-5i|%05i", 3, 3, 3); }
mixed t215() { return sprintf("%x", -1); }
mixed t216() { return sprintf("%b", 5); }
mixed t217() { return sprintf("%#x %#o %#X", 255, 8, 255); }
mixed t218() { return sprintf("%c%c", 20320, 65); }
mixed t219() { return sprintf("%c", 0); }
mixed t220() { return sprintf("%10s|%-10s|%|10s|", "你好", "你好", "你好"); }
mixed t221() { return sprintf("%-=6s|", "你好世界 你好"); }
mixed t222() { return sprintf("%-#20s", "a\nbb\nccc\ndddd\neeeee\nf"); }
mixed t223() { return sprintf("%#20s", "a\nbb\nccc\ndddd\neeeee\nf"); }
mixed t224() { return sprintf("%#|20s", "a\nbb\nccc"); }
mixed t225() { return sprintf("%-#20.4s|%d", "a\nb\nc\nd\ne\nf\ng", 3); }
mixed t226() { return sprintf("%:5s|", "abcdefgh"); }
mixed t227() { return sprintf("%:-5s|", "abc"); }
mixed t228() { return sprintf("%3$s", 1,2,3); }
mixed t229() { return sprintf("%-20s|%=10s|", "left", "one two three four"); }
mixed t230() { return sprintf("%^RED%^%10s", "x"); }
mixed t231() { return sprintf("%10s|", "%^RED%^x%^RESET%^"); }
mixed t232() { return sprintf("%-10s|", "\e[31mx\e[0m"); }
mixed t233() { return sprintf("%O", 1.0); }
mixed t234() { return sprintf("%O", "a\tb\"c\\d\n"); }
mixed t235() { return sprintf("%f|%.0f|%.10f", 1.5, 2.5, 1.0/3); }
mixed t236() { return sprintf("%d%%", 50); }
mixed t237() { return sprintf("%-5d|%5d|%05d|%-05d|", -42, -42, -42, -42); }
mixed t238() { return sprintf("%+5d|%+-5d|% 5d", 3, 3, 3); }
mixed t239() { return sprintf("%@s", ({})); }
mixed t240() { return sprintf("%s %O", 0, 0); }
mixed t241() { return sprintf("%s", (: 1 :)); }
mixed t242() { return sprintf("%s", ([ ])); }
mixed t243() { return sprintf("%d", ({ })); }
mixed t244() { return sprintf("%f", 3); }
mixed t245() { return sprintf("%f", "x"); }
mixed t246() { return sprintf("%c", "x"); }
mixed t247() { return sprintf("", 1); }
mixed t248() { return sprintf("abc%"); }
mixed t249() { return sprintf("%-"); }
mixed t250() { return sprintf("%5"); }
mixed t251() { return sprintf("%=5s|", "a\n\nb"); }
mixed t252() { return sprintf("%-=5s|", "abcdefghijk lm"); }
mixed t253() { return sprintf("%|=10s|", "a b c d e f g h i j"); }
mixed t254() { int a, b; string s; return ({ sscanf("12 abc 3.5", "%d %s %d", a, s, b), a, s, b }); }
mixed t255() { int a; string s; return ({ sscanf("foo:12", "foo:%d", a), a }); }
mixed t256() { string s, t; return ({ sscanf("a b c", "%s %s", s, t), s, t }); }
mixed t257() { string s, t; return ({ sscanf("hello world", "%(h[a-z]*) %s", s, t), s, t }); }
mixed t258() { string s, t; return ({ sscanf("hello world", "%*s %s", s), s }); }
mixed t259() { int a; float f; return ({ sscanf("12 3.75", "%d %f", a, f), a, f }); }
mixed t260() { int a; return ({ sscanf("0xff", "%x", a), a }); }
mixed t261() { int a; return ({ sscanf("ff", "%x", a), a }); }
mixed t262() { int a; return ({ sscanf("-12", "%d", a), a }); }
mixed t263() { int a; return ({ sscanf("+12", "%d", a), a }); }
mixed t264() { int a; return ({ sscanf("  12", "%d", a), a }); }
mixed t265() { int a; return ({ sscanf("12abc", "%d", a), a }); }
mixed t266() { string s; int d; return ({ sscanf("abc12", "%s%d", s, d), s, d }); }
mixed t267() { string s; int d; return ({ sscanf("abc 12 x", "%s%d%s", s, d, s), s, d }); }
mixed t268() { string a,b; return ({ sscanf("", "%s", a), a }); }
mixed t269() { string a,b; return ({ sscanf("ab", "%sb", a), a }); }
mixed t270() { string a,b; return ({ sscanf("abab", "%sb%s", a, b), a, b }); }
mixed t271() { string a,b; return ({ sscanf("a,b", "%s,%s,", a, b), a, b }); }
mixed t272() { string a,b; return ({ sscanf("a", "%d", a), a }); }
mixed t273() { string a,b; return sscanf("a", "%q", a); }
mixed t274() { string a,b; return sscanf("a b", "%s %s", a); }
mixed t275() { string a,b; return sscanf(5, "%s", a); }
mixed t276() { mixed a,b; return ({ sscanf("1.5e3x", "%f%s", a, b), a, b }); }
mixed t277() { mixed a,b; return ({ sscanf("(abc)", "(%s)", a), a }); }
mixed t278() { mixed a,b; return ({ sscanf("key=val", "%([a-z]+)=%([a-z]+)", a, b), a, b }); }
mixed t279() { return regexp(({ "abc", "xyz", "aab" }), "^a"); }
mixed t280() { return regexp(({ "abc", "xyz", "aab" }), "^a", 1); }
mixed t281() { return regexp(({ "abc", "xyz", "aab" }), "^a", 2); }
mixed t282() { return regexp(({ "abc", "xyz", "aab" }), "^a", 3); }
mixed t283() { return regexp("abc", "b"); }
mixed t284() { return regexp("abc", "["); }
mixed t285() { return regexp("abc", "("); }
mixed t286() { return regexp("abc", "*"); }
mixed t287() { return regexp("a.c", "a\\.c"); }
mixed t288() { return regexp("foo bar", "\\<bar\\>"); }
mixed t289() { return regexp("abc", "a+b?c*"); }
mixed t290() { return regexp(({ 1, "a" }), "a"); }
mixed t291() { return reg_assoc("testhahatest", ({ "haha", "te" }), ({ 2, 3 })); }
mixed t292() { return reg_assoc("testhahatest", ({ "haha", "te" }), ({ 2, 3 }), 4); }
mixed t293() { return reg_assoc("", ({ "a" }), ({ 2 })); }
mixed t294() { return pcre_match("abc", "a(b)c"); }
mixed t295() { return pcre_match(({ "abc", "b" }), "b"); }
mixed t296() { return pcre_match(({ "abc", "b", "c" }), "b", 1); }
mixed t297() { return pcre_match_all("abcabc", "a(b)"); }
mixed t298() { return pcre_extract("abc def", "(\\w+) (\\w+)"); }
mixed t299() { return pcre_extract("abc", "(x)"); }
mixed t300() { return pcre_replace("abc def", "(\\w+) (\\w+)", ({ "X", "Y" })); }
mixed t301() { return pcre_replace("abc def", "(\\w+) (\\w+)", ({ "X" })); }
mixed t302() { return pcre_replace_callback("abc abd", "ab(.)", (: "<" + $1 + ">" :)); }
mixed t303() { return pcre_assoc("foobarfoo", ({ "foo", "bar" }), ({ 1, 2 })); }
mixed t304() { return explode("a,,b,", ","); }
mixed t305() { return explode(",a,,b", ","); }
mixed t306() { return explode("abc", ""); }
mixed t307() { return explode("", ","); }
mixed t308() { return explode(",", ","); }
mixed t309() { return explode(",,", ","); }
mixed t310() { return implode(({ "a", 1, "b" }), "-"); }
mixed t311() { return implode(({ 1, 2, 3 }), (: $1 + $2 :)); }
mixed t312() { return implode(({}), "-"); }
mixed t313() { return implode(({ 1, 2, 3 }), (: $1 + $2 :), 10); }
mixed t314() { return replace_string("aaaa", "a", "b", 2); }
mixed t315() { return replace_string("aaaa", "a", "b", 2, 3); }
mixed t316() { return replace_string("abc", "", "x"); }
mixed t317() { return strsrch("abcabc", "c", -1); }
mixed t318() { return strsrch("abcabc", 'b'); }
mixed t319() { return strsrch("abc", ""); }
mixed t320() { return "abcdef"[1..3]; }
mixed t321() { return "abcdef"[<3..]; }
mixed t322() { return "abcdef"[<3..<2]; }
mixed t323() { return "abcdef"[2..1]; }
mixed t324() { return "abcdef"[10..]; }
mixed t325() { return "abcdef"[-1..2]; }
mixed t326() { return "abcdef"[3..-1]; }
mixed t327() { return ({1,2,3,4})[1..<2]; }
mixed t328() { return ({1,2,3,4})[5..6]; }
mixed t329() { return ({1,2,3,4})[<2]; }
mixed t330() { return "abc"[<1]; }
mixed t331() { return "abc"[3]; }
mixed t332() { string s = "abc"; s[1] = 'X'; return s; }
mixed t333() { string s = "abcdef"; s[1..2] = "ZZZ"; return s; }
mixed t334() { mixed *a = ({1,2,3}); a[1..1] = ({ 7, 8 }); return a; }
mixed t335() { string s = "abc"; s[5] = 'x'; return s; }
mixed t336() { mixed *a = ({1,2}); a[<1] = 9; return a; }
mixed t337() { mapping m = ([ 1 : 2 ]); m += ([ 3 : 4 ]); map_delete(m, 1); return m; }
mixed t338() { return ({ 1, 2, 3 }) - ({ 2 }); }
mixed t339() { return ({ 1, 2, 3 }) & ({ 2, 3, 4 }); }
mixed t340() { return ({ 1, 2 }) | ({ 2, 3 }); }
mixed t341() { return ([ "a" : 1 ]) + ([ "b" : 2 ]); }
mixed t342() { return "a" + 1 + 2.5; }
mixed t343() { return 1 + "a"; }
mixed t344() { return 5 / 2 + 5 % 3 + 5.0 / 2; }
mixed t345() { return -5 / 2; }
mixed t346() { return -5 % 3; }
mixed t347() { return 5 % -3; }
mixed t348() { return 1 << 63; }
mixed t349() { return 1 << 64; }
mixed t350() { return -1 >> 1; }
mixed t351() { return 7 & 3 | 8 ^ 1; }
mixed t352() { return ~5; }
mixed t353() { return !5 + !0; }
mixed t354() { return 1 ? 2 : 3; }
mixed t355() { return 0 || "x" && "y"; }
mixed t356() { return ({}) ? 1 : 0; }
mixed t357() { return "" ? 1 : 0; }
mixed t358() { return 0.0 ? 1 : 0; }
mixed t359() { return 1 == 1.0; }
mixed t360() { return "a" < "b"; }
mixed t361() { return "a" == "a"; }
mixed t362() { return ({}) == ({}); }
mixed t363() { return 1 < 2.5; }
mixed t364() { int i = 5; return i++ + ++i; }
mixed t365() { int i = 5; i += 3; i -= 1; i *= 2; i /= 3; i %= 3; return i; }
mixed t366() { int i = 6; i &= 3; i |= 8; i ^= 1; i <<= 2; i >>= 1; return i; }
mixed t367() { mixed x = "a"; x += 2.5; return x; }
mixed t368() { mixed x = 2.5; x += 5; return x; }
mixed t369() { int x = 2; x += 2.5; return x; }
mixed t370() { mixed x; x ??= 5; return x; }
mixed t371() { mixed x = 3; x ||= 5; return x; }
mixed t372() { mixed x = 3; x &&= 5; return x; }
mixed t373() { mixed m = ([ "a" : ([ "b" : 3 ]) ]); return ({ m?.a?.b, m?.x?.b, m.a.b }); }
mixed t374() { mixed a = 3; switch(a) { case 1..2: return "low"; case 3..5: return "mid"; default: return "d"; } }
mixed t375() { mixed a = 99; switch(a) { case ..5: return "low"; case 50..: return "high"; } return 3; }
mixed t376() { int t = 0; foreach (int x in ({ 1, 2, 3 })) { if (x == 2) continue; t += x; } return t; }
mixed t377() { string r = ""; foreach (string k, int v in ([ "b" : 1, "a" : 2 ])) r += k + v; return r; }
mixed t378() { string r = ""; foreach (int c in "abc") r += c + ","; return r; }
mixed t379() { int i = 0; do { i++; if (i == 3) break; } while (i < 10); return i; }
mixed t380() { return catch(throw(({ 1 }))); }
mixed t381() { return catch(error("x")); }
mixed t382() { return catch { throw("y"); }; }
mixed t383() { return evaluate((: $1 * $2 :), 3, 4); }
mixed t384() { return evaluate((: $1 :)); }
mixed t385() { return evaluate(function(int a, int b) { return a - b; }, 5, 2); }
mixed t386() { return sort_array(({ 3, 1, 2 }), -1); }
mixed t387() { return sort_array(({ "b", "a" }), 1); }
mixed t388() { return sort_array(({ ({ 2 }), ({ 1 }) }), 1); }
mixed t389() { return sort_array(({ 1, "a", 2.5 }), 1); }
mixed t390() { return unique_array(({ 1, 2, 3, 4 }), (: $1 % 2 :)); }
mixed t391() { return filter(({ 1, 2, 3 }), (: $1 > 1 :)); }
mixed t392() { return filter(([ 1 : 2, 3 : 4 ]), (: $2 > 2 :)); }
mixed t393() { return map("abc", (: $1 + 1 :)); }
mixed t394() { return map(([ "a" : 1 ]), (: $1 + $2 :)); }
mixed t395() { return restore_variable("({1,\"a\",2.5,([\"x\":({}),]),})"); }
mixed t396() { return restore_variable("({1,"); }
mixed t397() { return restore_variable("xyz"); }
mixed t398() { return copy(([ "a" : ({ 1 }) ])); }
mixed t399() { return allocate(3, 7); }
mixed t400() { return allocate(-1); }
mixed t401() { return allocate(3000000); }
mixed t402() { return max(({ 1, 5, 3 })) + min(({ 4, 2 })); }
mixed t403() { return abs(-3) + to_int("12abc") + to_int(2.9); }
mixed t404() { return to_int("abc"); }
mixed t405() { return to_float("2.5x"); }
mixed t406() { return to_float("x"); }
mixed t407() { return ({ to_int("0x1f"), to_int(" 12"), to_int("-5"), to_int("") }); }
mixed t408() { return upper_case("aßz") + capitalize("éa") + lower_case("ÀB"); }
mixed t409() { return strlen("你好") + sizeof("你好"); }
mixed t410() { return ({ "你好"[0], "你好"[0..0], "你好"[<1..] }); }
mixed t411() { return repeat_string("ab", 3) + repeat_string("x", -1) + repeat_string("y", 0); }
mixed t412() { return pluralize("box") + pluralize("sheep") + pluralize("lady") + pluralize("wolf") + pluralize("a sword of fire"); }
mixed t413() { return trim("  a b  ") + "|" + ltrim("xxa", "x") + rtrim("axx", "x"); }
mixed t414() { return string_difference("kitten", "sitting"); }
mixed t415() { return ({ crc32("abc"), hash("md5", "abc"), sha1("abc") }); }
mixed t416() { return hash("nosuch", "abc"); }
mixed t417() { return functionp((: id :)); }
mixed t418() { return functionp((: strlen :)); }
mixed t419() { return functionp((: $1 + 1 :)); }
mixed t420() { return functionp(function() { return 1; }); }
mixed t421() { return member_array("a", ({ "b", "a" })); }
mixed t422() { return member_array('b', "abc"); }
mixed t423() { return member_array("ab", ({ "xab", "abc" }), 0, 1); }
mixed t424() { return set_bit("", 10); }
mixed t425() { return clear_bit(set_bit("", 10), 10); }
mixed t426() { return test_bit(set_bit("", 10), 10); }
mixed t427() { return next_bit(set_bit("", 10), 0); }

string run() {
    string text = "";
    for (int i = 1; i <= 427; i++) {
        mixed value = 0;
        mixed e = catch(value = call_other(this_object(), "t" + i));
        text += sprintf("%d: %O\n", i, e || value);
    }
    return text;
}
