// Arguments with default values, as the manual of FluffOS has them and the tests of its driver use them.
object connect(int port) { return this_object(); }
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Root"; }
string creator_file(string file) { return "Root"; }
int counter;
int count() { return ++counter; }
string s(mixed x) {
    if (stringp(x)) return "\"" + x + "\"";
    if (objectp(x)) return "<" + file_name(x) + ">";
    if (arrayp(x)) return "({" + implode(map(x, (: s($1) :)), ",") + "})";
    if (mapp(x)) return "([" + implode(map(sort_array(keys(x), 1), (: s($1) + ":" + s($(x)[$1]) :)), ",") + "])";
    if (floatp(x)) return sprintf("%.1f", x);
    return "" + x;
}
string multiple(int a, string b: (: "default" :), int c: (: 42 :)) { return a + "," + b + "," + c; }
float floats(float x, float y: (: 1.5 :), float z: (: 2.5 :)) { return x + y + z; }
int *list(int base, int *rest: (: ({ 1, 2, 3 }) :)) { return ({ base }) + rest; }
mapping table(string key, mapping m: (: ([ "default": 1 ]) :)) { return ([ key: 1 ]) + m; }
object me(object ob: (: this_object() :)) { return ob; }
varargs string letters(string a, string b: (: "B" :), string c: (: "C" :)) { return a + b + c; }
string nested(string text, string prefix: (: upper_case("pre") :)) { return prefix + text; }
int zero(int a, int b: (: 0 :)) { return a + b; }
string joined(string base, string suffix: (: "_" + "default" :)) { return base + suffix; }
int sized(int x, int n: (: sizeof(({ 1, 2, 3, 4, 5 })) :)) { return x + n; }
int helped(int a, int b: (: count() :)) { return a * 10 + b; }
int failing(int a: (: error("boom\n") :)) { return a; }
mixed given(mixed a: (: "missing" :)) { return a; }
mixed *fresh(mixed *a: (: ({ }) :)) { a += ({ 1 }); return a; }
int negative(int a: (: -1 :)) { return a; }
int from_global(int a: (: counter * 100 :)) { return a; }
int a_hundred() { return 100; }
object child;
void set_up() { child = load_object("/child"); }
mixed t1() { return ({ multiple(1), multiple(2, "custom"), multiple(3, "custom", 99) }); }
mixed t2() { return ({ this_object()->multiple(5), this_object()->multiple(6, "xyz"), this_object()->multiple(7, "x", 7) }); }
mixed t3() { return ({ floats(1.0), floats(3.0, 1.0), floats(5.0, 2.0, 3.0) }); }
mixed t4() { return ({ list(10), list(20, ({ 5, 6 })) }); }
mixed t5() { return ({ table("key"), table("key", ([ "custom": 2 ])) }); }
mixed t6() { return ({ me(), me(child) }); }
mixed t7() { return ({ letters(), letters("A"), letters("A", "X"), letters("A", "X", "Y") }); }
mixed t8() { return ({ nested("fix"), nested("suffix", "CUSTOM") }); }
mixed t9() { return ({ zero(10), zero(10, 5) }); }
mixed t10() { return ({ joined("test"), joined("test", "_custom") }); }
mixed t11() { return ({ sized(100), sized(100, 10) }); }
mixed t12() { counter = 0; return ({ helped(1), helped(2), helped(3, 9), counter }); }
mixed t13() { return catch(failing()); }
mixed t14() { return catch(evaluate((: failing :))); }
mixed t15() { return catch(this_object()->failing()); }
mixed t16() { return failing(3); }
mixed t17() { return ({ child->go(), child->foo(), child->go_parent(), child->foo(5) }); }
mixed t18() { return child->go_both(); }
mixed t19() { return child->go_named(); }
mixed t20() { return ({ evaluate((: multiple :), 4), evaluate((: multiple, 4, "b" :)), (*(: multiple :))(8) }); }
mixed t21() { return ({ given(), given(0), given("x") }); }
mixed t22() { mapping m = ([ ]); return ({ given(m["none"]), this_object()->given(m["none"]) }); }
mixed t23() { return ({ fresh(), fresh(), fresh(({ 5 })), fresh() }); }
mixed t24() { return ({ negative(), negative(4) }); }
mixed t25() { counter = 3; return ({ from_global(), from_global(1) }); }
mixed t26() { return map(({ "a", "b" }), "letters"); }
mixed t27() { return map(({ "a", "b" }), (: letters($1) :)); }
mixed t28() { mixed *a = ({ "a", "b" }); return ({ letters(a...), letters(({ })...) }); }
mixed t29() { return call_other(this_object(), "negative"); }
mixed t30() { return call_other(this_object(), ({ "multiple", 9 })); }
mixed t31() {
    function f = function(int a, int b: (: a_hundred() :)) { return a + b; };
    return ({ evaluate(f, 1), evaluate(f, 1, 2) });
}
mixed t32() { return catch(child->failing()); }
mixed t33() { function f = (: failing, 4 :); return evaluate(f); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    write(n + ": " + s(e ? e : r) + "\n");
}
void logon() {
    set_up();
    for (int n = 1; n <= 33; n++) try(n);
    shutdown();
}
