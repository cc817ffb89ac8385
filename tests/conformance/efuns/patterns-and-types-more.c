// More of the same: regular expressions, mappings, bits, types.
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
mixed t1() { return strsrch("",""); }
mixed t2() { return strwrap("the quick brown fox jumps over",10); }
mixed t3() { return strwrap("the quick brown fox jumps over",10,2); }
mixed t4() { return strwrap("thequickbrownfox jumps",10); }
mixed t5() { return strwrap("a\nb c d",3); }
mixed t6() { return strwrap("",5); }
mixed t7() { return strwrap("abc",0); }
mixed t8() { return strwrap("abc def",-1); }
mixed t9() { return strlen("abc"); }
mixed t10() { return strlen(v(5)); }
mixed t11() { return sizeof(5); }
mixed t12() { return sizeof(0); }
mixed t13() { return sizeof("abc"); }
mixed t14() { return sizeof(ga); }
mixed t15() { return sizeof(gm); }
mixed t16() { return sizeof(1.5); }
mixed t17() { return sizeof((:dbl:)); }
mixed t18() { return len("abc"); }
mixed t19() { return len(ga); }
mixed t20() { return to_int("12"); }
mixed t21() { return to_int("12abc"); }
mixed t22() { return to_int("abc"); }
mixed t23() { return to_int(""); }
mixed t24() { return to_int(" 12"); }
mixed t25() { return to_int("-12"); }
mixed t26() { return to_int("+12"); }
mixed t27() { return to_int("0x1f"); }
mixed t28() { return to_int("1.9"); }
mixed t29() { return to_int(1.9); }
mixed t30() { return to_int(-1.9); }
mixed t31() { return to_int(5); }
mixed t32() { return to_float("1.5"); }
mixed t33() { return to_float("abc"); }
mixed t34() { return to_float(""); }
mixed t35() { return to_float(3); }
mixed t36() { return to_float("1e3"); }
mixed t37() { return to_float("1.5abc"); }
mixed t38() { return typeof(1); }
mixed t39() { return typeof("a"); }
mixed t40() { return typeof(1.0); }
mixed t41() { return typeof(ga); }
mixed t42() { return typeof(gm); }
mixed t43() { return typeof((:dbl:)); }
mixed t44() { return typeof(this_object()); }
mixed t45() { return typeof(0); }
mixed t46() { return typeof(allocate_buffer(1)); }
mixed t47() { return type(1); }
mixed t48() { return type("q"); }
mixed t49() { return keys((["a":1])); }
mixed t50() { return values((["a":1])); }
mixed t51() { return keys(([])); }
mixed t52() { mapping m=(["a":1,"b":2]); map_delete(m,"a"); return m; }
mixed t53() { mapping m=(["a":1,"b":2]); map_delete(m,"z"); return m; }
mixed t54() { mapping m=(["a":1,"b":2]); return map_delete(m,"z"); }
mixed t55() { return match_path((["/a":1,"/a/b":2,"/":3]),"/a/b/c"); }
mixed t56() { return match_path((["/a":1,"/a/":2]),"/a/b/c"); }
mixed t57() { return match_path((["/a":1,"/a/":2,"*":8]),"zz"); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 57; n++) try(n);
    shutdown();
}
