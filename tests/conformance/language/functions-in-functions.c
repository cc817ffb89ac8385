// Functions inside of functions: each is its own.
object connect(int port) { return this_object(); }
string s(mixed x) {
    if (stringp(x)) return "\"" + x + "\"";
    if (objectp(x)) return x->short() ? x->short() : "<" + file_name(x) + ">";
    if (arrayp(x)) return "({" + implode(map(x, (: s($1) :)), ",") + "})";
    return "" + x;
}
int twice(int n) { return n * 2; }
mixed t1() { function f = function(int *a) { return map(a, (: $1 + 1 :)); }; return evaluate(f, ({ 1, 2 })); }
mixed t2() {
    function f = function(int n) { function g = function(int m) { return m * 2;
    };
    return evaluate(g, n) + 1;
    };
    return evaluate(f, 5);
}
mixed t3() {
    function f = function(int n) { return evaluate((: $1 * 2 :), n) + evaluate((: $1 * 3 :), n);
    };
    return evaluate(f, 5);
}
mixed t4() { function f = (: map($1, (: $1 + 1 :)) :); return evaluate(f, ({ 1, 2 })); }
mixed t5() { function f = (: evaluate((: evaluate((: $1 + 1 :), $1) + 10 :), $1) + 100 :); return evaluate(f, 1); }
mixed t6() {
    function a = function(int n) { return n + 1;
    };
    function b = function(int n) { return n + 2;
    };
    return ({ evaluate(a, 0), evaluate(b, 0) });
}
mixed t7() {
    function f = function(int n) { function g = (: $1 + $(n) :);
    return evaluate(g, 10);
    };
    return ({ evaluate(f, 1), evaluate(f, 2) });
}
mixed t8() {
    function f = function(int n) { function g = function(int m) { function h = function(int k) { return k + 1;
    };
    return evaluate(h, m) + 10;
    };
    return evaluate(g, n) + 100;
    };
    return evaluate(f, 1);
}
mixed t9() {
    function f = function(int *a) { return sort_array(a, (: $2 - $1 :));
    };
    return evaluate(f, ({ 1, 3, 2 }));
}
mixed t10() {
    function f = function(int *a) { return filter(map(a, (: $1 * 2 :)), function(int n) { return n > 2;
    });
    };
    return evaluate(f, ({ 1, 2, 3 }));
}
mixed t11() { function f = function() { return (: twice :); }; return evaluate(evaluate(f), 4); }
mixed t12() {
    function f = (: function(int n) { return n + 1;
    } :);
    return functionp(evaluate(f)) ? evaluate(evaluate(f), 1) : evaluate(f, 1);
}
mixed t13() { return map(({ 1, 2 }), function(int n) { return map(({ 10, 20 }), (: $1 + $(n) :)); }); }
mixed t14() { mixed e = catch(evaluate(function() { evaluate((: error("deep\n") :)); })); return e; }
mixed t15() {
    function *all = ({ });
    for (int i = 0;
    i < 3;
    i++) all += ({ (: $(i) * 10 :) });
    return map(all, (: evaluate($1) :));
}
void try(int n) {
    mixed r, e = catch(r = call_other(this_object(), "t" + n));
    tell_object(this_object(), n + ": " + s(e ? e : r) + "\n");
}
void logon() {
    for (int n = 1; n <= 15; n++) try(n);
    shutdown();
}
