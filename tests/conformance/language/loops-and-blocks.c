// for, while, do and their continue; blocks and their variables.
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
mixed t1() { int x; if ((x = 5) > 4) return x; return 0; }
mixed t2() { int x; while ((x += 3) < 10); return x; }
mixed t3() { int a, b = 5, c; return ({a,b,c}); }
mixed t4() { int i; for (int j=0;j<3;j++) i+=j; return i; }
mixed t5() { int i; for (i=0;i<3;i++) { int q; q++; i += q; } return i; }
mixed t6() { int i, r; for (i=0;;i++) { if (i==5) break; if (i%2) continue; r += i; } return r; }
mixed t7() { int i, r; do { i++; if (i == 3) continue; r += i; } while (i < 5); return r; }
mixed t8() { int i=10; do i--; while (i > 5); return i; }
mixed t9() { int i; while (1) { while (1) { i++; if (i > 3) break; } break; } return i; }
mixed t10() { int i; for (;i<5;) i++; return i; }
mixed t11() { int i,j; for (i=0,j=10;i<j;i++,j--); return ({i,j}); }
mixed t12() { int i; for (i=0;i<3;i++); return i; }
mixed t13() {
    int i, r;
    for (i=0; i<10; i++) switch(i) { case 2: continue;
    case 5: break;
    default: r += i;
    } return r;
}
mixed t14() {
    int i, r;
    i=0;
    while (i++ < 10) { switch(i) { case 2..4: continue;
    case 7: r += 100;
    default: r += i;
    case 9: r += 1000;
    break;
    case 10: } } return r;
}
mixed t15() { int x=3; switch(x) { case 1: return "a"; default: return "d"; case 3: return "c"; } }
mixed t16() {
    int x=9;
    string r="";
    switch(x) { case 1: r+="a";
    default: r+="d";
    case 3: r+="c";
    } return r;
}
mixed t17() { string x="b"; switch(x) { case "a": return 1; case "b": return 2; } return 3; }
mixed t18() { string x; switch(x) { case "a": return 1; case 0: return 2; } return 3; }
mixed t19() { string x; switch(x) { case "a": return 1; default: return 2; } return 3; }
mixed t20() { mixed x=0; switch(x) { case "a": return 1; } return 3; }
mixed t21() { mixed x=5; switch(x) { case "a": return 1; } return 3; }
mixed t22() { mixed x="a"; switch(x) { case 1: return 1; } return 3; }
mixed t23() { mixed x=1.5; switch(x) { case 1: return 1; } return 3; }
mixed t24() { mixed x=({}); switch(x) { case 1: return 1; default: return 2; } return 3; }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 24; n++) try(n);
    shutdown();
}
