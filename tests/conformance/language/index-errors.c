// Errors of indexed places, and the keys they leave behind.
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
mixed t1() { mixed a=({1}); a["x"] += 1; return a; }
mixed t2() { mixed a=({1}); a[5]++; return a; }
mixed t3() { mixed a="abc"; a[5] += 1; return a; }
mixed t4() { mixed a=([]); catch(a["x"] -= ({})); return a; }
mixed t5() { mixed a=([]); catch(a["x"]["y"] = ({})); return a; }
mixed t6() { mixed a=({1,2}); a[<1] += 5; a[<2]++; return a; }
mixed t7() { mixed a=({1,2}); return catch(a[<9] += 5); }
mixed t8() { mixed a="abc"; a[<1] += 1; return a; }
mixed t9() { mixed a=([1:2]); return catch(a[<1] += 1); }
mixed t10() { mixed a=0; return ({ catch(a[1] += 1), catch(a["x"] += 1), catch(a[<1] += 1) }); }
mixed t11() { mixed a=1.5; return ({ catch(a[1] += 1), catch(a["x"] += 1), catch(a[<1] += 1) }); }
mixed t12() { mixed a=({ "abc" }); a[0][1] += 1; return a; }
mixed t13() { mixed a=({ "abc" }); return ({catch(a[0][9] += 1), catch(a[0]["x"] = 1)}); }
mixed t14() {
    mixed a=({ ({ 1 }) });
    return ({catch(a[0][9] += 1), catch(a[0]["x"] = 1), catch(a[3][0] = 1), catch(a["x"][0] = 1)});
}
mixed t15() { mixed a=allocate_buffer(3); a[0]=65; a[1] += 7; return a; }
mixed t16() { mixed a=allocate_buffer(3); a[0]=255; return ({ catch(a[0]++), a }); }
mixed t17() { string a="\377b"; return ({ catch(a[0]++), a }); }
mixed t18() { string a="ab"; return ({ catch(a[0] = a[1]), a }); }
mixed t19() { string a="ab"; mixed x = (a[0] = 'z'); return ({ x, a }); }
mixed t20() { string a="ab"; mixed x = (a[0..0] = "zz"); return ({ x, a }); }
mixed t21() { mixed a=({1,2,3}); mixed x = (a[0..0] = ({8,9})); return ({ x, a }); }
mixed t22() { mixed a=({1,2,3}); (a += ({4}))[0] = 9; return a; }
mixed t23() { mixed a=({1,2,3}), b; (b = a)[0] = 9; return ({a,b}); }
mixed t24() { mixed a="abc", b; (b = a)[0] = 'x'; return ({a,b}); }
mixed t25() { mixed a=([]), b; (b = a)["q"] = 'x'; return ({a,b}); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 25; n++) try(n);
    shutdown();
}
