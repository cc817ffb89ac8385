// What the preprocessor makes of blanks, joints, literals and odd numbers.
object connect(int port) { return this_object(); }
#define PAIR(a, b) "[a|b]"
#define CHAR(c) 'c'
#define JOINED(name) "<##name##>"
#define CALL(name) get_##name()
#define TWICE(x) ((x) + (x))
#define EACH(v, a) foreach (mixed v in a)
#define OCTAL 010
#define OPEN (1 + 2
int get_x() { return 7; }
mixed t1() { return PAIR(1, 2); }
mixed t2() { return PAIR( 1 , 2 ); }
mixed t3() { return PAIR(/* a */1,/* b */ 2 /* c */); }
mixed t4() { return PAIR(1
,
2); }
mixed t5() { return PAIR(,); }
mixed t6() { return ({ CHAR(a), CHAR(\n), CHAR(\\) }); }
mixed t7() { return JOINED(x); }
mixed t8() { return CALL(x) + get_##x(); }
mixed t9() { int total; EACH(v, ({ 1, 2, 3 })) total += TWICE(v); return total; }
mixed t10() { int longname = 4; return long##na##me; }
#if OCTAL == 8 && 010 == 8 && 0x10 == 16
mixed t11() { return "numbers"; }
#else
mixed t11() { return "no numbers"; }
#endif
#if 1 + OPEN) * 2 == 7
mixed t12() { return "open"; }
#else
mixed t12() { return "closed"; }
#endif
#if 0
# if(1)
#elif defined(GONE) || !defined( OCTAL )
mixed t13() { return 1; }
#elif (2 > 1 ? 0 : 1) || -7 / 2 == -3
mixed t13() { return 2; }
#else
mixed t13() { return 3; }
#endif
void show(int n, mixed value) { write(n + ": " + save_variable(value) + "\n"); }
void logon() {
    int i;
    for (i = 1; i <= 13; i++) show(i, call_other(this_object(), "t" + i));
    shutdown();
}
