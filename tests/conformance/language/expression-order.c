// Operators, order of evaluation and function values, in odd combinations.
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
int n; int cnt() { return ++n; } mixed id(mixed x) { return x; } string log = ""; int lg(int x) { log += "" + x; return x; }
class c { int a; mixed b; } 
mixed gl = ({1,2,3}); mapping gm = ([]);
varargs int va(int a, int b) { return a + b; }
int many(int a, int b, int c, int d, int e) { return a*10000+b*1000+c*100+d*10+e; }
string tb() { return @END
line one
  "quoted" \n
END; }
mixed tb2() { return @@END
line one
  two
END; }
#define CONCAT3(a,b,c) a##b##c
#define NEST(x) CONCAT3(x,x,x)
#define F(x) (x*2)
#define G(x) F(F(x))
#define STRCAT "a" "b"
#define COMMA ,
#define PAREN (1
#define LONG(a, b) a \
  + b
#if 1 > 0 && (2 * 3 == 6) || 0
#define OK1 1
#else
#define OK1 0
#endif
#if -1 < 0
#define OK2 1
#else
#define OK2 0
#endif
#if !defined(NOPE) && defined(OK1) && OK1 == 1
#define OK3 3
#endif
#if UNDEFD
#define OK4 0
#else
#define OK4 4
#endif
#if (1 ? 2 : 3) == 2
#define OK5 5
#endif
#if 7 / 2 == 3 && 7 % 4 == 3 && (1 << 3) == 8 && (5 & 4) && (~0 == -1) && (6 ^ 3) == 5
#define OK6 6
#endif
#if 0x10 == 16
#define OK8 8
#endif
mixed t1() { n = 0; return sizeof(({cnt(), cnt()})) + n * 10; }
mixed t2() { n = 0; return sizeof("abc" + cnt()) + n * 10; }
mixed t3() { n = 0; return sizeof(([1:cnt()])) + n*10; }
mixed t4() { return tb(); }
mixed t5() { return tb2(); }
mixed t6() { return ({OK1, OK2, OK3, OK4, OK6}); }
mixed t7() { return OK5; }
mixed t8() { return OK8; }
mixed t9() { return G(3); }
mixed t10() { return STRCAT; }
mixed t11() { return ({1 COMMA 2}); }
mixed t12() { return PAREN ); }
mixed t13() { return LONG(1, 2); }
mixed t14() { return many(1,2,3,4,5); }
mixed t15() { log = ""; many(lg(1),lg(2),lg(3),lg(4),lg(5)); return log; }
mixed t16() { log = ""; lg(1) + lg(2) * lg(3); return log; }
mixed t17() { log = ""; ({ lg(1), lg(2), lg(3) }); return log; }
mixed t18() { log = ""; ([ lg(1): lg(2), lg(3): lg(4) ]); return log; }
mixed t19() { log = ""; mixed a = ({1,2,3}); a[lg(0)] = lg(5); return log; }
mixed t20() { log = ""; mixed a = ({1,2,3}); a[lg(0)] += lg(5); return log; }
mixed t21() { log = ""; mixed a = ({1,2,3}); a[lg(0)..lg(1)] = ({lg(5)}); return log; }
mixed t22() { log = ""; mixed x = lg(0) ? lg(1) : lg(2); return log; }
mixed t23() { log = ""; mixed x = lg(0) || lg(2) && lg(3); return log; }
mixed t24() { log = ""; mixed x = (lg(1), lg(2)); return log; }
mixed t25() { log = ""; mixed x = lg(3) < lg(2); return log; }
mixed t26() { log = ""; mixed x = lg(3) == lg(2); return log; }
mixed t27() { log = ""; mixed x = "abc"[lg(0)..lg(1)]; return log; }
mixed t28() { log = ""; mixed x = call_other(id(this_object()), "va", lg(1), lg(2)); return log; }
mixed t29() { log = ""; mixed x = evaluate((: va :), lg(1), lg(2)); return log; }
mixed t30() { log = ""; function f = (: va, lg(1) :); log += "-"; evaluate(f, 2); return log; }
mixed t31() { log = ""; function f = (: $1 + $(lg(1)) :); log += "-"; evaluate(f, 2); evaluate(f, 3); return log; }
mixed t32() { log = ""; class c k = new(class c, b: lg(1), a: lg(2)); return ({log, k->a, k->b}); }
mixed t33() { log = ""; switch (lg(1)) { case 1: lg(2); case 2: lg(3); break; default: lg(4); } return log; }
mixed t34() { log = ""; for (lg(1); lg(0); lg(3)) lg(4); return log; }
mixed t35() { log = ""; int i = 2; while (i--) lg(i); return ({log, i}); }
mixed t36() { log = ""; int i = 2; do lg(i); while (--i); return ({log, i}); }
mixed t37() { log = ""; sprintf("%d%d", lg(1), lg(2)); return log; }
mixed t38() { log = ""; mixed a, b; a = b = lg(3); return ({a,b,log}); }
mixed t39() { mixed a = 1, b = 2; a = a + b - (b = a); return ({a,b}); }
mixed t40() { int a = 1; a = a++ + a; return a; }
mixed t41() { int a = 5; a += a -= 2; return a; }
mixed t42() { int a = 3; return a * -a; }
mixed t43() { int a = 3; return - -a; }
mixed t44() { int a = 3; return !-a; }
mixed t45() { int a = 3; return ~-a; }
mixed t46() { return 1 + 2 * 3 - 4 / 2 % 3; }
mixed t47() { return 1 << 2 + 1; }
mixed t48() { return 1 | 2 ^ 3 & 4; }
mixed t49() { return 1 < 2 == 1; }
mixed t50() { return 1 == 1 != 0; }
mixed t51() { return !1 == 0; }
mixed t52() { return 5 & 3 == 3; }
mixed t53() { return 1 ? 2 : 0 ? 3 : 4; }
mixed t54() { return 2 - 1 - 1; }
mixed t55() { return 100 / 10 / 2; }
mixed t56() { return 2 * 3 % 4; }
mixed t57() { return "a" + "b" == "ab"; }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 57; n++) try(n);
    shutdown();
}
