// parse_command() and the functions it calls: who is asked what and when, odd answers, odd lists.
object connect(int port) { return this_object(); }
string s(mixed x) {
    if (stringp(x)) return "\"" + x + "\"";
    if (objectp(x)) return x->short() ? x->short() : "<" + file_name(x) + ">";
    if (arrayp(x)) return "({" + implode(map(x, (: s($1) :)), ",") + "})";
    return "" + x;
}
string *told = ({ });
int mode;
void log(string what) { told += ({ what }); }
int *numbers(int n) { int *all = allocate(n); while (n--) all[n] = n; return all; }
mixed ask(string name, mixed answer) {
    log("master " + name + " by " + (previous_object() ? file_name(previous_object()) : "nobody"));
    return answer;
}
mixed parse_command_id_list() {
    if (mode == 1) error("no\n");
    return ask("names", mode == 2 ? 0 : mode == 3 ? (mixed)"lamp" : ({ "thing" }));
}
mixed parse_command_plural_id_list() { return ask("plurals", mode == 2 ? 0 : ({ "things" })); }
mixed parse_command_adjectiv_id_list() { return ask("adjectives", mode == 2 ? 0 : ({ "odd" })); }
mixed parse_command_prepos_list() { return ask("prepositions", ({ "in" })); }
mixed parse_command_all_word() { return ask("all word", mode == 2 ? (mixed)5 : mode == 3 ? "every" : "all"); }
string times(string text, int n) { string all = ""; while (n--) all += text; return all; }
int count(string w) { int n = -1; parse_command(w, ({ }), "%d", n); return n; }
object make(string label, int m) { object ob = new("/thing"); ob->be(label, m); return ob; }
mixed look(string command, mixed around, string pattern) {
    mixed a = "-", b = "-", c = "-";
    told = ({ });
    return ({ parse_command(command, around, pattern, a, b, c), a, b, c });
}
mixed look_told(string command, mixed around, string pattern) {
    mixed r = look(command, around, pattern);
    return ({ r, told });
}
mixed t1() { return look_told("x", ({ }), "%w"); }
mixed t2() { return look_told("", ({ }), "%w"); }
mixed t3() { return look_told("x", ({ }), ""); }
mixed t4() { return look_told("lamp", ({ make("A", 0) }), "%i"); }
mixed t5() { return look_told("lamp x", ({ make("A", 0), make("B", 0) }), "%i"); }
mixed t6() { return look_told("lamp lamp", ({ make("A", 0), make("B", 0) }), "%i %i"); }
mixed t7() { return look_told("lamp", ({ make("A", 0), make("B", 0) }), "%o"); }
mixed t8() { return look_told("all", ({ make("A", 0), make("B", 0) }), "%i"); }
mixed t9() { return look_told("big lamp", ({ make("A", 0), make("A", 3), make("B", 7), make("C", 9) }), "%i"); }
mixed t10() { return look("lamps", ({ make("A", 0), make("A", 3), make("B", 7), make("C", 9) }), "%i"); }
mixed t11() { return look("lamp", ({ make("A", 0), make("B", 1) }), "%i"); }
mixed t12() { mixed e = catch(look("lamp", ({ make("A", 1) }), "%i")); return ({ e, told }); }
mixed t13() { mixed a = 5, e = catch(parse_command("x lamp", ({ make("A", 1) }), "%w %i", a)); return ({ e, a }); }
mixed t14() { return look("lamp", ({ make("A", 2) }), "%i"); }
mixed t15() { return look("lamp", ({ make("A", 2), make("B", 0) }), "%i"); }
mixed t16() { return look("lamp", ({ make("A", 2), make("B", 0) }), "%o"); }
mixed t17() { return look("lamp", ({ make("A", 6), make("B", 0) }), "%i"); }
mixed t18() { return look("lamp", ({ make("A", 8), make("B", 0) }), "%i"); }
mixed t19() { return look("thing", ({ make("A", 6), make("B", 0) }), "%i"); }
mixed t20() { return look("lamp", ({ make("A", 4), make("B", 0) }), "%i"); }
mixed t21() { return look("three lamp", ({ make("A", 4), make("B", 0) }), "%i"); }
mixed t22() { return look("two lamps", ({ make("A", 4), make("B", 0) }), "%i"); }
mixed t23() { return look("lamp", ({ make("A", 5) }), "%i"); }
mixed t24() { return look(" lamp", ({ make("A", 5) }), "%i"); }
mixed t25() { return look("lamp ", ({ make("A", 5) }), "%i"); }
mixed t26() { return look("x lamp", ({ make("A", 5) }), "%i"); }
mixed t27() { return look("big lamp", ({ make("A", 5) }), "%i"); }
mixed t28() { return look("big  lamp", ({ make("A", 5) }), "%i"); }
mixed t29() { return look("big big  lamp", ({ make("A", 5) }), "%i"); }
mixed t30() { return look("", ({ make("A", 5) }), "%i"); }
mixed t31() { return look("x", ({ make("A", 5) }), "%i"); }
mixed t32() { return look("big ", ({ make("A", 5) }), "%i"); }
mixed t33() { return look("lamp  ", ({ make("A", 5) }), "%i"); }
mixed t34() { return look("lamp x", ({ make("A", 5) }), "%i"); }
mixed t35() { return look("of old lamp", ({ make("A", 0) }), "%i"); }
mixed t36() { return look("big of old lamp", ({ make("A", 0) }), "%i"); }
mixed t37() { return look("of old big lamp", ({ make("A", 0) }), "%i"); }
mixed t38() { return look("of old of old lamp", ({ make("A", 0) }), "%i"); }
mixed t39() { return look("of lamp", ({ make("A", 0) }), "%i"); }
mixed t40() { return look("old lamp", ({ make("A", 0) }), "%i"); }
mixed t41() { return look("of big old lamp", ({ make("A", 0) }), "%i"); }
mixed t42() { return look("big of lamp", ({ make("A", 0) }), "%i"); }
mixed t43() { return look("odd of old lamp", ({ make("A", 0) }), "%i"); }
mixed t44() { return look("big odd lamp", ({ make("A", 0) }), "%i"); }
mixed t45() { mode = 2; return look("thing", ({ make("A", 0) }), "%i"); }
mixed t46() { mode = 2; return look("all", ({ make("A", 0) }), "%i"); }
mixed t47() { mode = 2; return look("odd lamp", ({ make("A", 0) }), "%i"); }
mixed t48() { mode = 3; return look("lamp", ({ make("A", 3) }), "%i"); }
mixed t49() { mode = 3; return look("every lamps", ({ make("A", 0) }), "%i"); }
mixed t50() { mode = 3; return look("all", ({ make("A", 0) }), "%i"); }
mixed t51() { mode = 3; return look("every", ({ make("A", 0), make("B", 0) }), "%i"); }
mixed t52() { mode = 1; return look("lamp", ({ make("A", 0) }), "%i"); }
mixed t53() { mode = 0; object a = make("A", 0); object *obs = ({ a, a, a }); return look("lamp", obs, "%i"); }
mixed t54() {
    object a = make("A", 0), b = make("B", 0);
    object *obs = ({ a, b });
    destruct(a);
    mixed r = look("lamp", obs, "%i");
    return ({ r, sizeof(obs), obs });
}
mixed t55() {
    object a = make("A", 0), b = make("B", 0);
    object *obs = ({ a, b });
    destruct(a);
    return look("thing", obs, "%o");
}
mixed t56() {
    object a = make("A", 0);
    mixed *obs = ({ a });
    mixed r;
    int n = parse_command("lamp", obs, "%i", r);
    r[0] = 9;
    return ({ n, sizeof(r), sizeof(obs), obs });
}
mixed t57() {
    mixed *l = allocate(300);
    foreach (int i in numbers(300)) l[i] = make("L" + i, 0);
    mixed r;
    int n = parse_command("lamps", l, "%i", r);
    return ({ n, sizeof(r), r[0], r[300] });
}
mixed t58() {
    mixed r;
    int n = parse_command(times("a ", 500) + "end", ({ }), "%s 'end'", r);
    return ({ n, strlen(r) });
}
mixed t59() { mixed r; int n = parse_command("a b", ({ }), times("'x' / ", 200) + "'a' %w", r); return ({ n, r }); }
mixed t60() { mixed r; int n = parse_command("a", ({ }), times("[x] ", 200) + "'a'", r); return ({ n, r }); }
mixed t61() {
    mixed r, q;
    int n = parse_command("lamp", ({ make("A", 0) }), parse_command("y", ({ }), "%w", q) ? "%i" : "%w", r);
    return ({ n, r, q });
}
mixed t62() { mixed r; string c = "lamp"; int n = parse_command(c, ({ make("A", 0) }), "%i", c); return ({ n, c }); }
mixed t63() { mixed *r = ({ make("A", 0) }); int n = parse_command("lamp", r, "%i", r); return ({ n, r }); }
mixed t64() { return map(({ "one", "x", "two" }), (: count($1) :)); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    tell_object(this_object(), n + ": " + s(e ? e : r) + "\n");
}
void logon() {
    for (int n = 1; n <= 64; n++) try(n);
    shutdown();
}
