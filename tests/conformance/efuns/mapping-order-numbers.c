// In which order mappings of numbers are walked, when they are made and when one is made of another.
object connect(int port) { return this_object(); }
string s(mixed x) {
    string *parts;
    mixed k;
    if (stringp(x)) return "\"" + replace_string(x, "\n", "\\n") + "\"";
    if (!arrayp(x) && !mapp(x)) return replace_string(sprintf("%O", x), "\n", "\\n");
    parts = ({ });
    if (arrayp(x)) {
        foreach (k in x) parts += ({ s(k) });
        return "({" + implode(parts, ",") + "})";
    }
    foreach (k in keys(x)) parts += ({ s(k) + ":" + s(x[k]) });
    return "([" + implode(parts, ",") + "])";
}
string heard;
mixed v(mixed x) { return x; }
int hear(mixed key, mixed value) { heard += key + " "; return value; }
mapping few() { return ([1:1, 2:2, 3:0, 17:4, 18:5]); }
mapping filled(int count, int step) {
    mapping m = ([ ]);
    for (int i = 0; i < count; i++) m[i * step] = i;
    return m;
}
mixed t1() { return keys(few()); }
mixed t2() { return values(few()); }
mixed t3() { return keys(filled(12, 1)); }
mixed t4() { return keys(filled(20, 10)); }
mixed t5() { return keys(filled(20, 16)); }
mixed t6() { return keys(filled(6, -5)); }
mixed t7() { mapping m = few(); heard = ""; return ({ filter(m, (: hear :)), heard }); }
mixed t8() { mapping m = few(); heard = ""; return ({ map(m, (: hear :)), heard }); }
mixed t9() { mapping m = few(); return map(m, (: $2 * 10 :)); }
mixed t10() { mapping m = few(); return v(map(v(map(m, (: $2 + 1 :))), (: $2 + 1 :))); }
mixed t11() { return copy(few()); }
mixed t12() { return copy(copy(few())); }
mixed t13() { return copy(({ few(), ({ few() }) })); }
mixed t14() { return few() + ([ ]); }
mixed t15() { return few() + ([4:5]); }
mixed t16() { return ([4:5]) + few(); }
mixed t17() { return few() + few(); }
mixed t18() { return few() + ([3:7, 5:6, 33:8]); }
mixed t19() { mapping m = few(); m += ([20:5, 21:4, 5:1]); return m; }
mixed t20() { mapping m = few(); map_delete(m, 2); m[2] = 9; return m; }
mixed t21() { return unique_mapping(({1, 2, 3}), (: $1 :)); }
mixed t22() { return unique_mapping(({3, 2, 1, 17, 33, 0, -1}), (: $1 :)); }
mixed t23() { return unique_mapping(({3, 2, 1, 17, 33, 0, -1}), (: $1 % 2 :)); }
mixed t24() { return unique_mapping(({"a", "bb", "cc", "d"}), (: strlen :)); }
mixed t25() { string r = ""; foreach (mixed k, mixed x in few()) r += k + "=" + x + " "; return r; }
mixed t26() { return save_variable(few()); }
mixed t27() { return restore_variable(save_variable(few())); }
mixed t28() { return copy(filled(20, 10)); }
mixed t29() { return filled(20, 10) + ([7:1]); }
mixed t30() { mapping m = filled(20, 10); return filter(m, (: $1 % 20 :)); }
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    write(n + ": " + s(e ? e : r) + "\n");
}
void logon() {
    for (int n = 1; n <= 30; n++) try(n);
    shutdown();
}
