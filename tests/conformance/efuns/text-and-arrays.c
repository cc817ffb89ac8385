// explode(), implode(), replace_string(), strsrch(), regexp(), sort_array() and their like.
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
mixed t1() { float f; int n = sscanf(".5", "%f", f); return ({n,f}); }
mixed t2() { float f; int n = sscanf("x", "%f", f); return ({n,f}); }
mixed t3() { int f; int n = sscanf("99999999999", "%d", f); return ({n,f}); }
mixed t4() { return explode("a,b,c", ","); }
mixed t5() { return explode(",a,,b,", ","); }
mixed t6() { return explode(",,a", ","); }
mixed t7() { return explode("abc", ""); }
mixed t8() { return explode("", ","); }
mixed t9() { return explode("abc", ","); }
mixed t10() { return explode(",", ","); }
mixed t11() { return explode(",,", ","); }
mixed t12() { return explode("a--b--c", "--"); }
mixed t13() { return explode("a---b", "--"); }
mixed t14() { return implode(({"a","b"}), ""); }
mixed t15() { return implode(({}), ","); }
mixed t16() { return implode(({"a"}), ","); }
mixed t17() { return implode(({1,2}), ","); }
mixed t18() { return implode(({"a",0,"b"}), ","); }
mixed t19() { return replace_string("aaa", "a", "b"); }
mixed t20() { return replace_string("abcabc", "bc", "X"); }
mixed t21() { return replace_string("abc", "", "X"); }
mixed t22() { return replace_string("abc", "abc", ""); }
mixed t23() { return replace_string("aaaa", "aa", "a"); }
mixed t24() { return strsrch("hello", "l"); }
mixed t25() { return strsrch("hello", "l", -1); }
mixed t26() { return strsrch("hello", 'l'); }
mixed t27() { return strsrch("hello", ""); }
mixed t28() { return strsrch("hello", "z"); }
mixed t29() { return capitalize("abc") + capitalize("") + capitalize("1a") + capitalize("ABC"); }
mixed t30() { return lower_case("ABC dEf"); }
mixed t31() { return upper_case("abc"); }
mixed t32() { return strlen("") + strlen("abc"); }
mixed t33() { return strcmp("a","b") + strcmp("b","a") * 10 + strcmp("a","a"); }
mixed t34() { return repeat_string("ab", 3); }
mixed t35() { return regexp("hello", "l+"); }
mixed t36() { return regexp(({"abc","xyz","aaa"}), "^a"); }
mixed t37() { return regexp(({"abc","xyz","aaa"}), "^a", 1); }
mixed t38() { return regexp(({"abc","xyz","aaa"}), "^a", 2); }
mixed t39() { return regexp(({"abc","xyz","aaa"}), "^a", 3); }
mixed t40() { return regexp("abc", "("); }
mixed t41() { return regexp("abc", "["); }
mixed t42() { return regexp("abc", "a|b"); }
mixed t43() { return regexp("a.c", "a\\.c"); }
mixed t44() { return regexp("abc", "\\w"); }
mixed t45() { return regexp("abc", "b{1}"); }
mixed t46() { return regexp("foo bar", "\\<bar\\>"); }
mixed t47() { return reg_assoc("abc123def", ({"[0-9]+","[a-c]+"}), ({1,2})); }
mixed t48() { return reg_assoc("abc123def", ({"[0-9]+"}), ({1}), 0); }
mixed t49() { return reg_assoc("", ({"[0-9]+"}), ({1}), 0); }
mixed t50() { return sort_array(({3,1,2}), 1); }
mixed t51() { return sort_array(({3,1,2}), -1); }
mixed t52() { return sort_array(({"b","a","C"}), 1); }
mixed t53() { return sort_array(({1.5,0.5}), 1); }
mixed t54() { return sort_array(({({2,"b"}),({1,"a"})}), 1); }
mixed t55() { return sort_array(({3,1,2}), 0); }
mixed t56() { return sort_array(({}), 1); }
mixed t57() { return unique_array(({1,1,2}), (: $1 :)); }
mixed t58() { return unique_array(({"a","b","a"}), (: $1 :)); }
mixed t59() { return unique_mapping(({1,2,3}), (: $1 % 2 :)); }
mixed t60() { return filter(({1,2,3}), (: $1 & 1 :)); }
mixed t61() { return filter("abc", (: $1 == 'b' :)); }
mixed t62() { return filter(({1,2}), "nosuch"); }
mixed t63() { return filter(({1,2}), "nosuch", this_object()); }
mixed t64() { return filter(({1,2}), 5); }
mixed t65() { return map(({1,2}), 5); }
mixed t66() { return map(5, (: 1 :)); }
mixed t67() { return member_array(2, ({1,2,3})); }
mixed t68() { return member_array("b", ({"a","b"})); }
mixed t69() { return member_array(2, ({1,2,3,2}), 2); }
mixed t70() { return member_array(9, ({1,2,3})); }
mixed t71() { return member_array('b', "abc"); }
mixed t72() { return allocate(3); }
mixed t73() { return allocate(0); }
mixed t74() { return allocate_mapping(3); }
mixed t75() { return copy(({1,({2})})); }
mixed t76() { return keys(([])) + values(([])); }
mixed t77() { return map_delete(([1:2]), 1); }
mixed t78() { return pow(2,3); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 78; n++) try(n);
    shutdown();
}
