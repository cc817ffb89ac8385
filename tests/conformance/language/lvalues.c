// Assignments to elements, characters, ranges and members, in every order of effects.
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
mixed t1() { mixed *a=({1,2,3}); a[1] += 5; a[<1]--; a[0]++; return a; }
mixed t2() { mixed *a=({1,2,3}); return ({ a[1]++, ++a[1], a[1]--, --a[1], a }); }
mixed t3() { mapping m=([]); m["a"] += 1; m["a"] += 2; m["b"]++; m["c"] -= 1; return m; }
mixed t4() { mapping m=([]); m["a"] += "x"; return m; }
mixed t5() { mapping m=([]); m["a"] += ({1}); return m; }
mixed t6() { mapping m=([]); m["a"]["b"] = 1; return m; }
mixed t7() { mapping m=(["a":([])]); m["a"]["b"] = 1; m["a"]["c"] += 2; return m; }
mixed t8() { string s="hello"; s[0]='j'; return s; }
mixed t9() { string s="hello"; s[<1]='j'; return s; }
mixed t10() { string s="hello"; s[0]++; return s; }
mixed t11() { string s="hello"; s[0]+=2; return s; }
mixed t12() { string s="hello"; return ({ s[0]++, ++s[1], s[2]--, --s[3], s}); }
mixed t13() { string s="hello"; s[5]='x'; return s; }
mixed t14() { string s="hello"; s[-1]='x'; return s; }
mixed t15() { string s="hello"; s[0]=0; return s; }
mixed t16() { string s="hello"; s[0]=300; return s; }
mixed t17() { string s="hello"; s[0]=1.5; return s; }
mixed t18() { string s="hello"; s[0..1]="JE"; return s; }
mixed t19() { string s="hello"; s[0..0]="JJJ"; return s; }
mixed t20() { string s="hello"; s[1..0]="--"; return s; }
mixed t21() { string s="hello"; s[5..4]="!"; return s; }
mixed t22() { string s="hello"; s[0..]="x"; return s; }
mixed t23() { string s="hello"; s[<2..]="x"; return s; }
mixed t24() { string s="hello"; s[<2..<1]="xyz"; return s; }
mixed t25() { string s="hello"; s[1..<2]=""; return s; }
mixed t26() { string s="hello"; s[0..9]="x"; return s; }
mixed t27() { string s="hello"; s[6..7]="x"; return s; }
mixed t28() { string s="hello"; s[-1..2]="x"; return s; }
mixed t29() { string s="hello"; s[3..1]="x"; return s; }
mixed t30() { string s="hello"; string t=s; t[0]='x'; return s+t; }
mixed t31() { mixed *a=({1,2,3}); a[0..1]=({9}); return a; }
mixed t32() { mixed *a=({1,2,3}), b=a; a[0..1]=({9,8}); return ({a,b}); }
mixed t33() { mixed *a=({1,2,3}), b=a; a[0..1]=({9}); return ({a,b}); }
mixed t34() { mixed *a=({1,2,3}); a[1..0]=({9}); return a; }
mixed t35() { mixed *a=({1,2,3}); a[3..2]=({9}); return a; }
mixed t36() { mixed *a=({1,2,3}); a[<1..<1]=({9,8}); return a; }
mixed t37() { mixed *a=({1,2,3}); a[0..1]=0; return a; }
mixed t38() { mixed *a=({({1,2}),3}); a[0][1]=5; a[0][0..0]=({7,7}); return a; }
mixed t39() { mixed *a=({"abc",3}); a[0][1]='X'; a[0][0..0]="yy"; return a; }
mixed t40() { mapping m=(["k":"abc"]); m["k"][1]='X'; m["k"][0..0]="yy"; return m; }
mixed t41() { mapping m=(["k":({1,2})]); m["k"][1]+=5; m["k"][0..0]=({}); return m; }
mixed t42() { mixed *a=({1,2}); mixed *b=a; b[0]=5; return a; }
mixed t43() { mixed *a=({1,2}); mixed *b=a+({}); b[0]=5; return a; }
mixed t44() { mixed a; a[0]=1; return a; }
mixed t45() { mixed a=5; a[0]=1; return a; }
mixed t46() { mixed a="x"; a["x"]=1; return a; }
mixed t47() { mixed a=({1}); a["x"]=1; return a; }
mixed t48() { mixed a=({1}); a[1]=1; return a; }
mixed t49() { mixed a=({1}); a[<2]=1; return a; }
mixed t50() { mixed a=({1}); a[-1]=1; return a; }
mixed t51() { mixed a=([]); a[<1]=1; return a; }
mixed t52() { mixed a=(: 1 :); a[0]=1; return a; }
mixed t53() { mixed a=1.5; a[0]=1; return a; }
mixed t54() { mixed a=([]); a[({})]=1; a[1.5]=2; a["x"]=3; a[this_object()]=4; a[0]=5; return sizeof(a); }
mixed t55() { mixed a=([]); return a[0]=5; }
mixed t56() { mixed a,b,c; a=b=c=5; return ({a,b,c}); }
mixed t57() { mixed a=1,b=2; a = b + (b = 5) + b; return ({a,b}); }
mixed t58() { int i=1; return i + i++ + i; }
mixed t59() { int i=1; return i++ + i++; }
mixed t60() { int i=1; return i-- - --i; }
mixed t61() { int i=1; mixed *a=({0,0,0,0}); a[i++] = i; return ({a,i}); }
mixed t62() { int i=1; mixed *a=({0,0,0,0}); a[i] = i++; return ({a,i}); }
mixed t63() { int i=1; mixed *a=({0,0,0,0}); a[i++] += 5; return ({a,i}); }
mixed t64() { int i=1; mixed *a=({0,0,0,0}); a[i] = a[i+1] = i = 2; return ({a,i}); }
mixed t65() { int i=0; mixed *a=({1,2,3}); return ({a[i++],a[i++],i}); }
mixed t66() { int a=1,b=2; a ^= b; b ^= a; a ^= b; return ({a,b}); }
mixed t67() { int a=5; a <<= 2; a |= 1; a &= 0x15; a %= 7; a >>= 1; a ^= 3; return a; }
mixed t68() { string s; s += "a"; return s; }
mixed t69() { string s=0; s = s + "a"; return s; }
mixed t70() { mixed *a; a += ({1}); return a; }
mixed t71() { mixed *a=({}); a += ({1}); a += ({a}); return a; }
mixed t72() { mixed *a=({1,2,3,2}); a -= ({2}); return a; }
mixed t73() { mapping m; m += ([1:2]); return m; }
mixed t74() { mapping m=([1:2]), n=m; m += ([3:4]); return ({m,n}); }
mixed t75() { mapping m=([1:2]), n=m; m = m + ([3:4]); return ({m,n}); }
mixed t76() { int x = 5; x = x++ + 1; return x; }
mixed t77() { int x = 5; x += x++; return x; }
mixed t78() { int x = 5; x += (x = 2); return x; }
mixed t79() { int x=5; return (x = 3) * x; }
mixed t80() { int x=5; return x * (x = 3); }
mixed t81() { int x=5; return x++ * x; }
mixed t82() { int x=5; return ({x, x++, x, ++x, x}); }
mixed t83() { int x=5; return ([x: x++, x: x++]); }
mixed t84() { mixed x=({1,2}); return x[0] + (x = ({5,6}))[1] + x[0]; }
mixed t85() { int x=1; x && (x = 5); return x; }
mixed t86() { int x=0; x || (x = 5); return x; }
mixed t87() { int x=0; (x = 5), x++; return x; }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 87; n++) try(n);
    shutdown();
}
