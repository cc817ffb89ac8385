// sprintf() of every form, sscanf() into every kind of place.
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
int g = 5; mixed ga = ({1,2,3}); mapping gm = (["a":1]); string gs = "hello"; private int pg = 2; static int stg = 9; float gf = 1.5;
mixed v(mixed x) { return x; }
int dbl(int a) { return a*2; } private int priv() { return 1; } static int stat1() { return 2; }
class c { int a; string b; mixed z; }
mixed pr(mixed a...) { return a; }
mixed t1() { return sprintf("%O", ({1,({2,({})}),(["a":({1})])})); }
mixed t2() { return sprintf("%O", (["a":1])); }
mixed t3() { return sprintf("%O", (: dbl :)); }
mixed t4() { return sprintf("%O", (: dbl, 1 :)); }
mixed t5() { return sprintf("%O", (: $1 + 1 :)); }
mixed t6() { return sprintf("%O", (: sizeof :)); }
mixed t7() { return sprintf("%O", this_object()); }
mixed t8() { return sprintf("%O", new(class c, a:1, b:"x")); }
mixed t9() { return sprintf("%O", 1.5); }
mixed t10() { return sprintf("%O", "a\"b\\"); }
mixed t11() { return sprintf("%O", allocate_buffer(3)); }
mixed t12() { return sprintf("%d %i", 5, -5); }
mixed t13() { return sprintf("%s", ga); }
mixed t14() { return sprintf("%s", gm); }
mixed t15() { return sprintf("%s", 1.5); }
mixed t16() { return sprintf("%s", this_object()); }
mixed t17() { return sprintf("%d", 1.9); }
mixed t18() { return sprintf("%f", 1); }
mixed t19() { return sprintf("%c%c", 'a', "b"); }
mixed t20() { return sprintf("%c", 0); }
mixed t21() { return sprintf("%5c|", 'a'); }
mixed t22() { return sprintf("%-5s|%5s|", "abcdefgh", "ij"); }
mixed t23() { return sprintf("%.3s|%5.2s|", "abcdefgh", "ijk"); }
mixed t24() { return sprintf("%*s|%-*s|", 6, "ab", 6, "cd"); }
mixed t25() { return sprintf("%=10s|", "the quick brown fox"); }
mixed t26() { return sprintf("%-=10s|", "the quick brown fox"); }
mixed t27() { return sprintf("%=10s %=5s|", "the quick brown fox", "a b c d"); }
mixed t28() { return sprintf("%#20s", "a\nb\nc\nd"); }
mixed t29() { return sprintf("%#20.2s", "a\nb\nc\nd"); }
mixed t30() { return sprintf("%-#20.3s|", "alpha\nbeta\ngamma\ndelta"); }
mixed t31() { return sprintf("%@s|", ({"a","b"})); }
mixed t32() { return sprintf("%@5s|", ({"a","b"})); }
mixed t33() { return sprintf("%@d", ({1,2})); }
mixed t34() { return sprintf("%@d", ({1,"2"})); }
mixed t35() { return sprintf("%'x'10s|", "ab"); }
mixed t36() { return sprintf("%'xy'-10s|", "ab"); }
mixed t37() { return sprintf("%'-'|10s|", "ab"); }
mixed t38() { return sprintf("%010d|%+05d|% 5d|", 42, 42, 42); }
mixed t39() { return sprintf("%x|%X|%o|%#x|%#o", 255, 255, 8, 255, 8); }
mixed t40() { return sprintf("%5.1f|%-8.2f|%08.3f", 3.14159, 2.5, 1.5); }
mixed t41() { return sprintf("%e|%E|%g|%G", 12345.678, 0.00012, 1e10, 1e-10); }
mixed t42() { return sprintf("%%|%5%|"); }
mixed t43() { return sprintf("%^RED%^x"); }
mixed t44() { return sprintf("%s %s %s", "a", "b", "c"); }
mixed t45() { return sprintf("%1$s", "a"); }
mixed t46() { return sprintf("%ld", 5); }
mixed t47() { return sprintf("%s", 0); }
mixed t48() { return sprintf("%d", v(0)); }
mixed t49() { return sprintf("%O %O", 0, ({0})); }
mixed t50() { return sprintf("%20|s|", "mid"); }
mixed t51() { return sprintf("%|20s|", "mid"); }
mixed t52() { return sprintf("%|21s|", "mi"); }
mixed t53() { return sprintf("%:5s|%:2s|", "abc", "abc"); }
mixed t54() { return sprintf("%:5d|", 12345678); }
mixed t55() { return sprintf("%3d|%-3d|", 12345, 12345); }
mixed t56() { return sprintf("%s"); }
mixed t57() { return sprintf("%d", "x"); }
mixed t58() { return sprintf("%s\t%s", "a", "b"); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 58; n++) try(n);
    shutdown();
}
