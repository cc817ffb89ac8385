// sprintf() with odd formats.
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
mixed t1() { return sprintf("%s", 5); }
mixed t2() { return sprintf("%d", "a"); }
mixed t3() { return sprintf("%d"); }
mixed t4() { return sprintf("%d", 1, 2); }
mixed t5() { return sprintf("%5d|%-5d|%05d|%+d|% d", 42, 42, 42, 42, 42); }
mixed t6() { return sprintf("%x %X %o %c %i %b", 255, 255, 8, 65, 7, 5); }
mixed t7() { return sprintf("%5s|%-5s|%|5s|%05s", "ab", "ab", "ab", "ab"); }
mixed t8() { return sprintf("%.2f %8.3f %-8.1f| %f %e %g", 1.5, 2.25, 3.125, 1.0, 1234.5, 0.0001); }
mixed t9() { return sprintf("%s %s", "a"); }
mixed t10() { return sprintf("%%"); }
mixed t11() { return sprintf("%"); }
mixed t12() { return sprintf("%z", 1); }
mixed t13() { return sprintf("%O", "a\nb"); }
mixed t14() { return sprintf("%O", ({})); }
mixed t15() { return sprintf("%O", ({1,({2,"x"}),([1:2])})); }
mixed t16() { return sprintf("%O", ([])); }
mixed t17() { return sprintf("%O", 1.0); }
mixed t18() { return sprintf("%O %O", 0, this_object()); }
mixed t19() { return sprintf("%*d|%-*d|", 5, 42, 5, 42); }
mixed t20() { return sprintf("%'x'5d|%'0'-5d|%'ab'10s|", 42, 42, "q"); }
mixed t21() { return sprintf("%@s,", ({"a","b"})); }
mixed t22() { return sprintf("%@d-%s", ({1,2}), "z"); }
mixed t23() { return sprintf("%@5s|", ({"a","b"})); }
mixed t24() { return sprintf("%@s", "a"); }
mixed t25() { return sprintf("%@s", ({})); }
mixed t26() { return sprintf("%-=10s|", "the quick brown fox jumps"); }
mixed t27() { return sprintf("%=10s|%=5s", "the quick brown fox", "abc def ghi"); }
mixed t28() { return sprintf("%-10=s|", "hello world foo"); }
mixed t29() { return sprintf("%#20.3s|", "a\nb\nc\nd\ne"); }
mixed t30() { return sprintf("%-#20.2s|", "a\nb\nc\nd\ne"); }
mixed t31() { return sprintf("%#20s", "alpha\nbeta\ngamma\ndelta"); }
mixed t32() { return sprintf("%#-30.3s\n%s", "alpha\nbeta\ngamma\ndelta", "end"); }
mixed t33() { return sprintf("%5.3s|%.10s|%.0s|", "abcdef", "abc", "abc"); }
mixed t34() { return sprintf("%-5.3s|%5.5s|", "abcdef", "abc"); }
mixed t35() { return sprintf("%s", ({1})); }
mixed t36() { return sprintf("%s", ([])); }
mixed t37() { return sprintf("%s", 1.5); }
mixed t38() { return sprintf("%d", 1.5); }
mixed t39() { return sprintf("%f", 1); }
mixed t40() { return sprintf("%c", "a"); }
mixed t41() { return sprintf("%c", 0); }
mixed t42() { return sprintf("%c", 300); }
mixed t43() { return sprintf("%c%c", 228, 0xe4); }
mixed t44() { return sprintf("%s", 0); }
mixed t45() { return sprintf("%d", 0); }
mixed t46() { return sprintf("%s"); }
mixed t47() { return sprintf("%s", this_object()); }
mixed t48() { return sprintf("%s", (: 1 :)); }
mixed t49() { return sprintf(5); }
mixed t50() { return sprintf(""); }
mixed t51() { return sprintf("abc"); }
mixed t52() { return sprintf("%s%s%s", "a", "b", "c"); }
mixed t53() { return sprintf("%10s%s", "right", "|"); }
mixed t54() { return sprintf("%|10s|", "odd"); }
mixed t55() { return sprintf("%|9s|", "even"); }
mixed t56() { return sprintf("%010d|%+5d|%-+5d|", 42, 7, 7); }
mixed t57() { return sprintf("% 5d|%+05d|", 42, 7); }
mixed t58() { return sprintf("%5.2d|", 7); }
mixed t59() { return sprintf("%.3d|", 7); }
mixed t60() { return sprintf("%.3e|%10.2e", 12345.678, 0.00123); }
mixed t61() { return sprintf("%g|%.2g|%G", 12345.678, 0.00123, 1e10); }
mixed t62() { return sprintf("%E", 12345.678); }
mixed t63() { return sprintf("%10f|%-12f|", 1.5, 2.5); }
mixed t64() { return sprintf("%+f|% f", 1.5, 2.5); }
mixed t65() { return sprintf("%010.2f", 3.14159); }
mixed t66() { return sprintf("%.1f %.1f %.1f %.1f", 0.25, 0.35, 0.45, 2.5); }
mixed t67() { return sprintf("%=20s|%s", "words that wrap around the column", "next"); }
mixed t68() { return sprintf("%-=20s|%-=10s|", "words that wrap around the column", "second one here"); }
mixed t69() { return sprintf("%=-20s\n", "a\nb longer line than twenty cols"); }
mixed t70() { return sprintf("%20=s|", "right aligned words wrap"); }
mixed t71() { return sprintf("%|20=s|", "centered words wrap over"); }
mixed t72() { return sprintf("%-=5s|", "abcdefghijkl"); }
mixed t73() { return sprintf("%-=0s|", "abc"); }
mixed t74() { return sprintf("%-=*s|", 6, "abc def ghi"); }
mixed t75() { return sprintf("%5@s|", ({"a","b"})); }
mixed t76() { return sprintf("%-5@s|%s", ({"a","b"}), "c"); }
mixed t77() { return sprintf("%@-5s|", ({"a",1})); }
mixed t78() { return sprintf("%@O", ({1,"a"})); }
mixed t79() { return sprintf("%10O|", "a"); }
mixed t80() { return sprintf("%-10O|", 5); }
mixed t81() { return sprintf("%10O|", ({1,2})); }
mixed t82() { return sprintf("%#s", ({"a","b"})); }
mixed t83() { return sprintf("%#-10s|", "a\nb"); }
mixed t84() { return sprintf("%#10.1s|", "aaa\nbbb\nccc"); }
mixed t85() { return sprintf("%-#40s|", "one\ntwo\nthree\nfour\nfive\nsix\nseven"); }
mixed t86() { return sprintf("%-#40.4s|", "one\ntwo\nthree\nfour\nfive\nsix\nseven"); }
mixed t87() { return sprintf("%#40.2s|", "one\ntwo\nthree"); }
mixed t88() { return sprintf("%3s", "abcdef"); }
mixed t89() { return sprintf("%-3s|", "abcdef"); }
mixed t90() { return sprintf("%5s|", "\tab"); }
mixed t91() { return sprintf("%^s", "x"); }
mixed t92() { return sprintf("%^%s", "x"); }
mixed t93() { return sprintf("%%^RED%%^"); }
mixed t94() { return sprintf("%^RED%^"); }
mixed t95() { return sprintf("%'"); }
mixed t96() { return sprintf("%''5s|", "x"); }
mixed t97() { return sprintf("%'\\''5s|", "x"); }
mixed t98() { return sprintf("%5'*'s|", "x"); }
mixed t99() { return sprintf("%-5'*'s|", "x"); }
mixed t100() { return sprintf("%|5'*'s|", "x"); }
mixed t101() { return sprintf("%5'*'d|", 3); }
mixed t102() { return sprintf("%s\n%s", "a\nb", "c"); }
mixed t103() { return sprintf("%5s|", "a\nb"); }
mixed t104() { return sprintf("%-5s|", "a\nb"); }
mixed t105() { return sprintf("%-5s%s", "ab", "a\nb"); }
mixed t106() { return sprintf("%d %s", ({1}), "a"); }
mixed t107() { return sprintf("%i", "x"); }
mixed t108() { return sprintf("%O", (["a":({1,2}),])); }
mixed t109() { return sprintf("%O", ({"a","b\\\"","\t"})); }
mixed t110() { return sprintf("%O", ({({({({1})})})})); }
mixed t111() { return sprintf("%O", allocate_buffer(2)); }
mixed t112() { return sprintf("%O", ([])[1]); }
mixed t113() { return sprintf("%O", ({0.5,-1.25,1e20})); }
mixed t114() { return sprintf("%O", (: strlen, "a" :)); }
mixed t115() { return sprintf("%O", (: $1, $2 :)); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 115; n++) try(n);
    shutdown();
}
