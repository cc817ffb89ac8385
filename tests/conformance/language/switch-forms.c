// Labels of every form, fall through, continue out of a switch.
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
mixed t1() { mixed x=5; switch(x) { case 1..3: case 5..7: return "in"; case 4: return "4"; } return 3; }
mixed t2() { mixed x=5; switch(x) { default: } return 3; }
mixed t3() { mixed x=5; switch(x) { int y; case 5: y = 4; return y; } return 3; }
mixed t4() { mixed x=5; switch(x) { case 5: { int y = 4; return y; } } return 3; }
mixed t5() { mixed x=5; switch(x) { case 2+3: return 1; } return 3; }
mixed t6() { mixed x=5; switch(x) { case 'a': return 1; case 5: return 2; } return 3; }
mixed t7() { mixed x=5; switch(x) { case 5: case 5: return 2; } return 3; }
mixed t8() { mixed x="ab"; switch(x) { case "a"+"b": return 1; } return 3; }
mixed t9() { mixed x="ab"; switch(x) { case "a" "b": return 1; } return 3; }
mixed t10() { mixed x=5; switch(x) { case 5..1: return 1; } return 3; }
mixed t11() { mixed x=-1; switch(x) { case -1: return 1; } return 3; }
mixed t12() { mixed x=~0; switch(x) { case ~0: return 1; } return 3; }
mixed t13() { mixed x=1; switch(x) { case !0: return 1; } return 3; }
mixed t14() { mixed x=6; switch(x) { case (2*3): return 1; } return 3; }
mixed t15() { mixed x=6; switch(x++) { case 6: return x; } return 3; }
mixed t16() {
    int i,r;
    for(i=0;i<4;i++) { switch(i) { case 0: r+=1;
    case 1: r+=10;
    break;
    case 2: r+=100;
    switch(r) { case 121: r+=1000;
    break;
    default: r+=5000;
    } r+=10000;
    } } return r;
}
mixed t17() { int x=5; switch(x) { case 5: while(1) { break; } return 1; } return 2; }
mixed t18() { int x=5; switch(x) { case 5: if (x) break; return 1; } return 2; }
mixed t19() { int x=5; switch(x) { case 5: { { break; } } return 1; } return 2; }
mixed t20() { mixed r=({}); foreach (int x in ({1,2,3})) r += ({x*2}); return r; }
mixed t21() { mixed r=({}); foreach (string k, int v in (["a":1])) r += ({k,v}); return r; }
mixed t22() { mixed r=({}); foreach (mixed k in (["a":1])) r += ({k}); return r; }
mixed t23() { mixed r=({}); foreach (int c in "abc") r += ({c}); return r; }
mixed t24() { mixed r=({}); foreach (mixed c in 5) r += ({c}); return r; }
mixed t25() { mixed r=({}); foreach (mixed c in 0) r += ({c}); return r; }
mixed t26() { mixed r=({}), k; foreach (mixed c in k) r += ({c}); return r; }
mixed t27() { mixed r=({}), k; foreach (mixed c, mixed d in k) r += ({c}); return r; }
mixed t28() { mixed r=({}); foreach (mixed c, mixed d in ({1,2})) r += ({c,d}); return r; }
mixed t29() {
    mixed r=({}), a=({1,2,3});
    foreach (mixed c in a) { a += ({9});
    r += ({c});
    } return ({r,a});
}
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 29; n++) try(n);
    shutdown();
}
