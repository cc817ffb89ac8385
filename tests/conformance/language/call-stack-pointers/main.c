// call_stack(), origin() and previous_object() through function values.
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
mixed cs(int n) { return call_stack(n); }
mixed prev() { return ({previous_object(), previous_object(-1)}); }
mixed org() { return origin(); }
mixed t1() { return evaluate((: call_stack(0) :)); }
mixed t2() { return evaluate((: call_stack(1) :)); }
mixed t3() { return evaluate((: call_stack(2) :)); }
mixed t4() { return evaluate((: call_stack(3) :)); }
mixed t5() { return evaluate((: cs :), 0); }
mixed t6() { return evaluate((: cs :), 2); }
mixed t7() { return evaluate((: cs :), 3); }
mixed t8() { return evaluate((: cs($1) :), 2); }
mixed t9() { return evaluate((: cs($1) :), 3); }
mixed t10() { return evaluate((: cs($1) :), 0); }
mixed t11() { return evaluate((: call_stack :), 2); }
mixed t12() { return evaluate((: call_stack, 2 :)); }
mixed t13() { return evaluate((: call_stack, 3 :)); }
mixed t14() { return load_object("/o")->run((: cs($1) :), 2); }
mixed t15() { return load_object("/o")->run((: cs($1) :), 0); }
mixed t16() { return load_object("/o")->run((: cs($1) :), 1); }
mixed t17() { return load_object("/o")->run((: cs($1) :), 3); }
mixed t18() { return load_object("/o")->run((: cs :), 1); }
mixed t19() { return load_object("/o")->run((: cs :), 2); }
mixed t20() { return load_object("/o")->run((: call_other($1, "cs", 2) :), this_object()); }
mixed t21() { return map(({2}), (: cs :)); }
mixed t22() { return map(({2}), "cs"); }
mixed t23() { return map(({3}), "cs"); }
mixed t24() { return map(({2}), "cs", load_object("/o")); }
mixed t25() { return map(({3}), "cs", load_object("/o")); }
mixed t26() { function f = function(int n) { return cs(n); }; return evaluate(f, 2); }
mixed t27() { function f = function(int n) { return call_stack(n); }; return evaluate(f, 3); }
mixed t28() { return evaluate((: prev() :)); }
mixed t29() { return evaluate((: previous_object() :)); }
mixed t30() { return evaluate((: previous_object(-1) :)); }
mixed t31() { return load_object("/o")->run((: prev :)); }
mixed t32() { return load_object("/o")->run((: previous_object(-1) :)); }
mixed t33() { return load_object("/o")->prev(); }
mixed t34() { return evaluate((: origin() :)); }
mixed t35() { return evaluate((: org() :)); }
mixed t36() { return evaluate((: org :)); }
mixed t37() { return load_object("/o")->org(); }
mixed t38() { return load_object("/o")->run((: org :)); }
mixed t39() { return load_object("/o")->run((: org() :)); }
mixed t40() { return load_object("/o")->run((: origin() :)); }
mixed t41() { return evaluate((: origin :)); }
mixed t42() { return catch(throw(call_stack(2))); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 42; n++) try(n);
    shutdown();
}
