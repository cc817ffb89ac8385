// Strings, arrays and conversions in one pass.
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
int dbl(int a) { return a*2; } int cmp(mixed a, mixed b) { return a < b ? 1 : a > b ? -1 : 0; }
mixed pr(mixed a...) { return a; }
mixed t1() { return capitalize("hello"); }
mixed t2() { return capitalize(""); }
mixed t3() { return capitalize(v(0)); }
mixed t4() { return upper_case("aBc1"); }
mixed t5() { return lower_case("aBc1"); }
mixed t6() { return replace_string("aaa","a","b"); }
mixed t7() { return replace_string("aaa","","b"); }
mixed t8() { return replace_string("aaa","aa","b"); }
mixed t9() { return replace_string("banana","an",""); }
mixed t10() { return repeat_string("ab",3); }
mixed t11() { return repeat_string("ab",0); }
mixed t12() { return repeat_string("ab",-1); }
mixed t13() { return envsubst("x"); }
mixed t14() { return envsubst("$HOMEX y"); }
mixed t15() { return envsubst("${NOPE}z"); }
mixed t16() { return explode("a,b,,c",","); }
mixed t17() { return explode(",a,b,",","); }
mixed t18() { return explode(",,a",","); }
mixed t19() { return explode("abc",""); }
mixed t20() { return explode("","x"); }
mixed t21() { return explode("a","a"); }
mixed t22() { return explode("aXXbXXc","XX"); }
mixed t23() { return implode(({"a","b"}),","); }
mixed t24() { return implode(({"a",1,"b"}),","); }
mixed t25() { return implode(({1,2,3}),(:$1+$2:)); }
mixed t26() { return implode(({1,2,3}),(:$1+$2:),10); }
mixed t27() { return implode(({}),(:$1+$2:),10); }
mixed t28() { return implode(({}),(:$1+$2:)); }
mixed t29() { return implode(({}),","); }
mixed t30() { return implode(({"a"}),","); }
mixed t31() { return member_array(2,ga); }
mixed t32() { return member_array(2,ga,2); }
mixed t33() { return member_array("b",({"a","b"})); }
mixed t34() { return member_array(5,ga); }
mixed t35() { return member_array(2,ga,-1); }
mixed t36() { return member_array(1.5,({1,1.5})); }
mixed t37() { return member_array(ga,({1,ga})); }
mixed t38() { return member_array("a","abc"); }
mixed t39() { return member_array('b',"abc"); }
mixed t40() { return member_array('b',"abcb",2); }
mixed t41() { return strcmp("a","b"); }
mixed t42() { return strcmp("b","a"); }
mixed t43() { return strcmp("abc","abd"); }
mixed t44() { return strcmp("abc","ab"); }
mixed t45() { return c_str("a\0b"); }
mixed t46() { return c_str("abc"); }
mixed t47() { return strsrch("hello","l"); }
mixed t48() { return strsrch("hello","l",1); }
mixed t49() { return strsrch("hello","l",-1); }
mixed t50() { return strsrch("hello",'l'); }
mixed t51() { return strsrch("hello",'l',-1); }
mixed t52() { return strsrch("hello",""); }
mixed t53() { return strsrch("hello","z"); }
mixed t54() { return strsrch("hello","lo"); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 54; n++) try(n);
    shutdown();
}
