// Mathematics, kinds of values, JSON, saved values, bits.
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
mixed t1() { return pow(2.0,3.0); }
mixed t2() { return sqrt(4); }
mixed t3() { return sqrt(4.0); }
mixed t4() { return sqrt(-1.0); }
mixed t5() { return exp(0.0) + log(1.0); }
mixed t6() { return log(0.0); }
mixed t7() { return floor(1.7) + ceil(1.2); }
mixed t8() { return sin(0.0); }
mixed t9() { return intp(5) + intp(5.5) * 10; }
mixed t10() { return floatp(1.5) + floatp(1) * 10; }
mixed t11() { return stringp("") + stringp(0)*10; }
mixed t12() { return mapp(([])) + mapp(({}))*10; }
mixed t13() { return objectp(this_object()) + objectp(0)*10; }
mixed t14() { return arrayp(({})) + pointerp("")*10; }
mixed t15() { return bufferp(allocate_buffer(1)) ; }
mixed t16() { return nullp(0); }
mixed t17() { return undefinedp(0); }
mixed t18() { return clonep() + clonep(this_object()); }
mixed t19() { return virtualp(this_object()); }
mixed t20() { return function_exists("nosuch"); }
mixed t21() { return origin(); }
mixed t22() { return typeof(this_object()); }
mixed t23() { return geteuid(); }
mixed t24() { return getuid(); }
mixed t25() { return to_json(({1,"a",([ "k": 1.5 ]), 0})); }
mixed t26() { return from_json("{\"a\":[1,2.5,null,true]}"); }
mixed t27() { return to_json((: 1 :)); }
mixed t28() { return to_json("\n\"\\/é"); }
mixed t29() { return from_json("\"\\u00e9\\n\""); }
mixed t30() { return to_json(([1:2])); }
mixed t31() { return save_variable(({1,"a\n",([1:2]),1.5})); }
mixed t32() { return restore_variable("({1,\"a\",})"); }
mixed t33() { return restore_variable("([1:2,])"); }
mixed t34() { return restore_variable("x"); }
mixed t35() { return restore_variable(""); }
mixed t36() { return restore_variable("\"abc"); }
mixed t37() { return restore_variable("1.5"); }
mixed t38() { return restore_variable("({1"); }
mixed t39() { return save_variable(this_object()); }
mixed t40() { return save_variable((: 1 :)); }
mixed t41() { return save_variable("a\"b\\c"); }
mixed t42() { return save_variable(0.1); }
mixed t43() { return save_variable(1e20); }
mixed t44() { return set_bit("", 5); }
mixed t45() { return clear_bit("A", 5); }
mixed t46() { return test_bit("B", 0); }
mixed t47() { return next_bit("", 0); }
mixed t48() { return read_buffer(allocate_buffer(5), 0, 2); }
mixed t49() { return allocate_buffer(3)[1..]; }
mixed t50() { return crc32("abc"); }
mixed t51() { return c_str("a\0b"); }
mixed t52() { return match_path((["/a":1,"/a/b":2]), "/a/b/c"); }
mixed t53() { return strwrap("a",5); }
mixed t54() { return replaceable(this_object()); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 54; n++) try(n);
    shutdown();
}
