// What objects tell of themselves, and what is there when nobody is.
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
int g = 5; mixed ga = ({1,2,3}); mapping gm = (["a":1]); string gs = "hello"; private int pg = 2; static int stg = 9; float gf = 1.5;
mixed v(mixed x) { return x; }
int dbl(int a) { return a*2; } private int priv() { return 1; } static int stat1() { return 2; }
class c { int a; string b; mixed z; }
mixed pr(mixed a...) { return a; }
mixed t1() { string a; int n = sscanf("abc", "abc"); return n; }
mixed t2() { mixed *a=({0,0}); int n = sscanf("1 2", "%d %d", a[0], a[1]); return ({n,a}); }
mixed t3() { mapping m=([]); int n = sscanf("1 2", "%d %s", m["a"], m["b"]); return ({n,m}); }
mixed t4() { class c k = new(class c); int n = sscanf("1 2", "%d %s", k->a, k->b); return ({n,k->a,k->b}); }
mixed t5() { int n = sscanf("1 2", "%d %z", g); return n; }
mixed t6() { int n = sscanf("5", "%d %d", g); return n; }
mixed t7() { return functions(this_object())[0..3]; }
mixed t8() { return sort_array(functions(this_object()),1); }
mixed t9() { return variables(this_object()); }
mixed t10() { return fetch_variable("gs"); }
mixed t11() { return fetch_variable("nope"); }
mixed t12() { store_variable("g",7); int q=g; g=5; return q; }
mixed t13() { return store_variable("nope",7); }
mixed t14() { return function_exists("dbl"); }
mixed t15() { return function_exists("dbl",this_object()); }
mixed t16() { return function_exists("nope"); }
mixed t17() { return function_exists("priv"); }
mixed t18() { return function_exists("priv",this_object(),1); }
mixed t19() { return function_exists("stat1"); }
mixed t20() { return function_owner((:dbl:)); }
mixed t21() { return origin(); }
mixed t22() { return file_name(); }
mixed t23() { return file_name(this_object()); }
mixed t24() { return call_other(this_object(),"priv"); }
mixed t25() { return call_other(this_object(),"stat1"); }
mixed t26() { return inherits("x",this_object()); }
mixed t27() { return shallow_inherit_list(); }
mixed t28() { return deep_inherit_list(this_object()); }
mixed t29() { return inherit_list(); }
mixed t30() { return clonep(); }
mixed t31() { return virtualp(this_object()); }
mixed t32() { return living(this_object()); }
mixed t33() { return interactive(this_object()); }
mixed t34() { return userp(this_object()); }
mixed t35() { return query_verb(); }
mixed t36() { return this_player(); }
mixed t37() { return previous_object(); }
mixed t38() { return all_previous_objects(); }
mixed t39() { return previous_object(-1); }
mixed t40() { return previous_object(5); }
mixed t41() { return call_stack(0); }
mixed t42() { return call_stack(1); }
mixed t43() { return call_stack(2); }
mixed t44() { return call_stack(3); }
mixed t45() { return call_stack(4); }
mixed t46() { return environment(); }
mixed t47() { return environment(this_object()); }
mixed t48() { return all_inventory(); }
mixed t49() { return first_inventory(); }
mixed t50() { return deep_inventory(this_object()); }
mixed t51() { return present("x"); }
mixed t52() { return present("x",this_object()); }
mixed t53() { return find_object("main"); }
mixed t54() { return find_object("/main"); }
void p(string label, mixed value) { write(label + ": " + s(value) + "\n"); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    p("" + n, e ? e : r);
}
void logon() {
    for (int n = 1; n <= 54; n++) try(n);
    shutdown();
}
