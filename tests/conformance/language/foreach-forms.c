// foreach over everything, also what is changed meanwhile.
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
mixed t1() { mixed a=({1,2,3}); foreach (mixed c in a) c++; return a; }
mixed t2() { mixed a=({1,2,3}), c=10; foreach (c in a); return c; }
mixed t3() { mixed a=({}), c=10; foreach (c in a); return c; }
mixed t4() { mixed c=10; foreach (c in ({1,2,3})) if (c==2) break; return c; }
mixed t5() {
    mixed r=0;
    foreach (int i in ({1,2,3,4})) { if (i == 2) continue;
    if (i==4) break;
    r += i;
    } return r;
}
mixed t6() {
    mixed r=0;
    foreach (int i in ({1,2})) foreach (int j in ({10,20})) { if (j==20) break;
    r += i*j;
    } return r;
}
mixed t7() {
    mixed r=({});
    foreach (int i in ({1,2,3})) { switch(i) { case 2: continue;
    } r+=({i});
    } return r;
}
mixed t8() {
    mapping m=([1:1,2:2,3:3]);
    int n;
    foreach (int k, int v in m) { map_delete(m, k);
    n++;
    } return ({n,m});
}
mixed t9() {
    mapping m=([1:1,2:2,3:3]);
    int n;
    foreach (int k, int v in m) { m[k+10]=1;
    n++;
    } return ({n,sizeof(m)});
}
mixed t10() {
    mapping m=([1:1,2:2,3:3]);
    int n;
    foreach (int k, int v in m) { m[k]=5;
    n+=v;
    } return ({n,m});
}
mixed t11() { foreach (int i in ({1,2,3})) return i; return 0; }
mixed t12() { mixed e; e = catch { error("a\n"); }; return e; }
mixed t13() { mixed e; e = catch { throw(({1,2})); }; return e; }
mixed t14() {
    int i;
    mixed r=({});
    for (i=0;i<3;i++) { r += ({ catch { if (i==1) error("x"); i; } });
    } return r;
}
mixed t15() { mixed a, b; a = catch { b = catch(error("in")); error("out:" + b); }; return ({a,b}); }
mixed t16() { mixed e; e = catch(error("x\n")) || "none"; return e; }
mixed t17() { mixed x; catch(x = 5); return x; }
mixed t18() { mixed x; catch { x = 5; error("a"); x = 6; }; return x; }
mixed t19() { mixed *a=({1}); catch(a[0] = a[5]); return a; }
mixed t20() { return catch(throw(catch(throw(5)))); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 20; n++) try(n);
    shutdown();
}
