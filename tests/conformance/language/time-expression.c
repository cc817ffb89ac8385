// time_expression() in its two forms: what is done inside counts, and how long it took is an int.
object connect(int port) { return this_object(); }
string s(mixed x) {
    if (stringp(x)) return "\"" + x + "\"";
    if (objectp(x)) return x->short() ? x->short() : "<" + file_name(x) + ">";
    if (arrayp(x)) return "({" + implode(map(x, (: s($1) :)), ",") + "})";
    return "" + x;
}
mapping m = ([ ]);
int count;
int bump() { return ++count; }
string slow() { int i; string t = ""; while (i++ < 200) t += "x"; return t; }
int foreach_sum(int *a) { int s; foreach (int i in a) s += i; return s; }
mixed t1() { return intp(time_expression(1 + 1)); }
mixed t2() { return time_expression(1 + 1) >= 0; }
mixed t3() { return intp(time_expression { int i = 5; i++; }); }
mixed t4() { int a; time_expression(a = 5); return a; }
mixed t5() { int a; time_expression { a = 5; a++; }; return a; }
mixed t6() { int a; int n = time_expression { a = 7; }; return ({ intp(n), a }); }
mixed t7() { return intp(time_expression(bump())) + count * 10; }
mixed t8() { return time_expression(slow()) < 1000000; }
mixed t9() { return typeof(time_expression(1)); }
mixed t10() { return catch(time_expression(error("no\n"))); }
mixed t11() { return catch(time_expression { error("no\n"); }); }
mixed t12() { mixed e; int n = time_expression(e = catch(error("no\n"))); return ({ intp(n), e }); }
mixed t13() { int n = time_expression { catch(error("x\n")); }; return intp(n); }
mixed t14() { return intp(time_expression(time_expression(1))); }
mixed t15() { return intp(time_expression { time_expression { bump(); }; bump(); }) + count * 100; }
mixed t16() { int i, s; for (i = 0; i < 5; i++) time_expression(s += i); return s; }
mixed t17() { int i, s; for (i = 0; i < 5; i++) { time_expression { s += i; }; } return s; }
mixed t18() { return time_expression(1) + time_expression(2) >= 0; }
mixed t19() { mixed *a = ({ time_expression(1), time_expression { ; } }); return intp(a[0]) + intp(a[1]); }
mixed t20() {
    int i = 0;
    int n = time_expression { while (i < 10) { i++;
    if (i == 5) break;
    } };
    return ({ intp(n), i });
}
mixed t21() {
    int i = 0;
    int n = time_expression { while (i < 10) { i++;
    if (i % 2) continue;
    } };
    return ({ intp(n), i });
}
mixed t22() { int n = time_expression { int x = 3; { int x2 = x; count = x2; } }; return ({ intp(n), count }); }
mixed t23() { function f = (: time_expression(bump()) :); return intp(evaluate(f)) + count; }
mixed t24() { function f = (: time_expression(bump()) >= 0 :); return evaluate(f); }
mixed t25() { return time_expression(m["a"] = 5) >= 0 && m["a"]; }
mixed t26() { string t; time_expression(sscanf("a b", "a %s", t)); return t; }
mixed t27() { return time_expression(foreach_sum(({ 1, 2, 3 }))) >= 0; }
mixed t28() { if (time_expression(1) >= 0) return "yes"; return "no"; }
mixed t29() { return time_expression("a") >= 0 ? "yes" : "no"; }
mixed t30() { return -time_expression(1) <= 0; }
mixed t31() {
    mixed x = time_expression { switch (bump()) { case 1: count = 10;
    break;
    default: count = 20;
    } };
    return intp(x);
}
mixed t32() { int n = time_expression { foreach (int i in ({ 1, 2 })) count += i; }; return intp(n); }
mixed t33() { return intp(time_expression(0)) + intp(time_expression(({ }))) + intp(time_expression(([ ]))); }
mixed t34() { return time_expression(call_other(this_object(), "bump")) >= 0; }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    tell_object(this_object(), n + ": " + s(e ? e : r) + "\n");
}
void logon() {
    for (int n = 1; n <= 34; n++) try(n);
    shutdown();
}
