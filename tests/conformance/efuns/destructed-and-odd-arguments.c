// Efuns that get a destructed object, sign flags and elements of sprintf(), arguments of call_out(), JSON with several keys.
object connect(int port) { return this_object(); }
string s(mixed x) {
    string *parts;
    mixed k;
    if (stringp(x)) return "\"" + replace_string(x, "\n", "\\n") + "\"";
    if (!arrayp(x) && !mapp(x)) return replace_string(sprintf("%O", x), "\n", "\\n");
    parts = ({ });
    if (arrayp(x)) {
        foreach (k in x) parts += ({ s(k) });
        return "({" + implode(parts, ",") + "})";
    }
    foreach (k in keys(x)) parts += ({ s(k) + ":" + s(x[k]) });
    return "([" + implode(parts, ",") + "])";
}
int dbl(int a) { return 2 * a; }
mixed v(mixed x) { return x; }
object gone() {
    object ob = new("/main");
    mixed *all = ({ ob });
    destruct(ob);
    return all[0];
}
mixed t1() { return to_int(v(gone())); }
mixed t2() { return to_float(v(gone())); }
mixed t3() { return allocate(v(gone())); }
mixed t4() { return allocate_mapping(v(gone())); }
mixed t5() { return sizeof(allocate_buffer(v(gone()))); }
mixed t6() { return ctime(v(gone())); }
mixed t7() { return repeat_string("ab", v(gone())); }
mixed t8() { return set_bit("", v(gone())); }
mixed t9() { return test_bit("!", v(gone())); }
mixed t10() { return next_bit("", v(gone())); }
mixed t11() { return sort_array(({ 2, 1 }), v(gone())); }
mixed t12() { return strsrch("abc", v(gone())); }
mixed t13() { return find_call_out(v(gone())); }
mixed t14() { return remove_call_out(v(gone())); }
mixed t15() { return random(v(gone())); }
mixed t16() { return capitalize(v(gone())); }
mixed t17() { return explode(v(gone()), ","); }
mixed t18() { return implode(v(gone()), ","); }
mixed t19() { return file_name(v(gone())); }
mixed t20() { return keys(v(gone())); }
mixed t21() { return member_array(v(gone()), ({ 1, 0 })); }
mixed t22() { return sprintf("%O %d", v(gone()), v(gone())); }
mixed t23() { return undefinedp(gone()); }
mixed t24() { return intp(gone()); }
mixed t25() { return sprintf("%++d|%  d|%+ d|% +d|%++05d|%++.1f", 1, 2, 3, 4, 5, 1.5); }
mixed t26() { return sprintf("%@O", ({ 1, "a", "b" })); }
mixed t27() { return sprintf("%@O", ({ 1, 2 })); }
mixed t28() { return sprintf("%@O", ({ "a", 0 })); }
mixed t29() { return sprintf("%@-5O|", ({ ({ }), "a" })); }
mixed t30() { return sprintf("%@O", ({ "a", ({ }) })); }
mixed t31() { return sprintf("%@O %@O", ({ 1 }), ({ 2 })); }
mixed t32() { return call_out(v(({ })), v(1)); }
mixed t33() { return call_out(v("dbl"), v("x")); }
mixed t34() { return call_out(v("dbl"), v(({ 1 }))); }
mixed t35() { return call_out(v(this_object()), 1); }
mixed t36() { return call_out(v(5), v(1)); }
mixed t37() { return evaluate((: call_out :)); }
mixed t38() { return to_json((["b":1, "a":2, "c":({ 1, (["z":1, "y":2]) })])); }
mixed t39() { return to_json((["b":1, "B":2, "é":3, "":4, "aa":5, "a b":8, "10":9, "9":10])); }
mixed t40() { return stringp(catch(from_json("\"\\ud83d\""))); }
mixed t41() { return from_json("\"\\ud83d\\ude42\""); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    write(n + ": " + s(e ? e : r) + "\n");
}
void logon() {
    for (int n = 1; n <= 41; n++) try(n);
    shutdown();
}
