// Programs inherited twice, overridden and called through ::, clones and function values.
inherit "/mid";
inherit "/other";
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
object compile_object(string f) { if (f == "/v/one" || f == "v/one" || f == "/v/one.c") return clone_object("/plain"); return 0; }
int over() { return mid::over() + other::over(); }
int over2() { return ::over(); }
varargs mixed opt(mixed a, mixed b) { return ({a,b}); }
mixed undef_proto(int x) { return "defined " + x; }
private int hidden() { return 77; }
mixed t1() { return over(); }
mixed t2() { return over2(); }
mixed t3() { return callover(); }
mixed t4() { return mid::callover(); }
mixed t5() { return other::callover(); }
mixed t6() { return mid::over(); }
mixed t7() { return other::over(); }
mixed t8() { return bv; }
mixed t9() { return ({mid::getbv(), other::getbv()}); }
mixed t10() { setbv(5); return ({bv, mid::getbv(), other::getbv()}); }
mixed t11() { mid::setbv(6); return ({bv, mid::getbv(), other::getbv()}); }
mixed t12() { return midfun(); }
mixed t13() { return mv + ov; }
mixed t14() { return oth(); }
mixed t15() { return fnom(); }
mixed t16() { return usepriv(); }
mixed t17() { return evaluate(ptr_priv()); }
mixed t18() { return evaluate(ptr_over()); }
mixed t19() { return prot(); }
mixed t20() { return fstat(); }
mixed t21() { return pub(); }
mixed t22() { return call_other(this_object(), "prot"); }
mixed t23() { return call_other(this_object(), "fpriv"); }
mixed t24() { return call_other(this_object(), "fstat"); }
mixed t25() { return call_other(this_object(), "hidden"); }
mixed t26() { return call_other(this_object(), "fnom"); }
mixed t27() { return who(); }
mixed t28() { return call_other(this_object(), "who"); }
mixed t29() { return call_undef(); }
mixed t30() { return inherits("/base", this_object()); }
mixed t31() { return inherits("/mid", this_object()); }
mixed t32() { return inherits("mid.c", this_object()); }
mixed t33() { return inherits("/nope", this_object()); }
mixed t34() { return sort_array(deep_inherit_list(this_object()), 1); }
mixed t35() { return shallow_inherit_list(this_object()); }
mixed t36() { return sort_array(variables(this_object()), 1); }
mixed t37() { return function_exists("over", this_object()); }
mixed t38() { return function_exists("oth", this_object()); }
mixed t39() { return function_exists("callover", this_object()); }
mixed t40() { return function_exists("fpriv", this_object()); }
mixed t41() { object o = clone_object("/plain"); o->set(5); return ({o->get(), o->getx(), load_object("/plain")->get()}); }
mixed t42() { object o = clone_object("/plain"); return ({clonep(o), clonep(load_object("/plain")), file_name(load_object("/plain"))}); }
mixed t43() { object o = load_object("/plain"); return ({o->back(this_object(), "who"), o->prev() == this_object(), sizeof(o->prevs())}); }
mixed t44() { object o = load_object("/plain"); return o->ev((: $1 + $2 :), 3, 4); }
mixed t45() { object o = load_object("/plain"); return o->evs((: $1 * 10 + $2 :)); }
mixed t46() { object o = load_object("/plain"); return o->ev((: who :)); }
mixed t47() { object o = load_object("/plain"); return o->ev((: this_object() :)) == this_object(); }
mixed t48() { object o = load_object("/plain"); return o->ev((: previous_object() :)) == o; }
mixed t49() { object o = load_object("/plain"); return o->ev(bind((: this_object() :), o)) == o; }
mixed t50() { object o = load_object("/plain"); return o->ev(((: opt :))); }
mixed t51() { object o = load_object("/plain"); return o->boom(); }
mixed t52() { object o = load_object("/plain"); return ({o->org(), call_other(o, "org"), evaluate((: call_other, o, "org" :))}); }
mixed t53() { object o = load_object("/plain"); destruct(o); return ({o, objectp(o), find_object("/plain")}); }
mixed t54() { object o = clone_object("/plain"); function f = bind((: this_object() :), o); destruct(o); return evaluate(f); }
mixed t55() { object o = load_object("/v/one"); return ({file_name(o), virtualp(o), clonep(o), o->getx()}); }
mixed t56() { object o = clone_object("/v/one"); return ({file_name(o)[0..6], virtualp(o), clonep(o)}); }
mixed t57() { return load_object("/v/none"); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 57; n++) try(n);
    shutdown();
}
