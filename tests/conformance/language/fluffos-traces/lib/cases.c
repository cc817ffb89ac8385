class point { int x; string name; }

int global = 7;

void fail(string why) { error(why + "\n"); }

int divide(int a, int b) {
    int c = a * 2;
    {
        string inner = "first";
        inner += "!";
    }
    {
        float other = 1.5;
        other += 1;
        return c / b;
    }
}

void loops(mixed *list, mapping m) {
    for (int i = 0; i < 2; i++) {
        int square = i * i;
        square++;
    }
    foreach (string key, mixed value in m) {
        mixed pair = ({ key, value });
        list += pair;
    }
    fail("loops");
}

int deep(int n) { return n ? deep(n - 1) + 1 : 1 / n; }

void many(int first, mixed rest...) { mixed *copy = rest; fail("many " + sizeof(copy) + first); }

int ordered(int a, int b) { return a / (b - b); }

void catching(string what) {
    mixed caught = catch {
        int inside = 1;
        inside++;
        fail("inside");
    };
    fail(what + caught);
}

void kinds(class point p, mapping m, buffer b, function f, float x) {
    string text = "two\nlines";
    fail(text + sizeof(m) + sizeof(b) + functionp(f) + x + p->x);
}

void t1() { divide(3, 0); }
void t2() { loops(({ }), ([ "a" : 1 ])); }
void t3() { deep(2); }
void t4() { many(1, "two", 3.5); }
void t5() { filter(({ 3 }), "ordered", this_object(), 4); }
void t6() { filter(({ 3 }), (: $1 / ($2 - $2) :), 4); }
void t7() { function f = function(int a, string b) { int c = a; fail(b + c); }; evaluate(f, 5, "five"); }
void t8() { int here = 3; evaluate((: fail("at " + $1 + $(here)) :), "x"); }
void t9() { evaluate((: many, 1 :), 2, 3); }
void t10() { catching("outside "); }
void t11() { kinds(new(class point, x : 1, name : "p"), ([ 1 : ({ 2, 3 }) ]), allocate_buffer(2), (: fail :), 2.5); }
void t12() { this_object()->divide(1); }
void t13() { map(({ 1, 0 }), (: 10 / $1 :)); }
void t14() { evaluate((: to_int :), ({ })); }
void t15() { call_other(this_object(), ({ "many", 4, 5 })); }
void t16() { int *list = allocate(2); int at = 5; list[at] = global; }

string run() {
    string text = "";
    for (int i = 1; i <= 16; i++) {
        mixed e = catch(call_other(this_object(), "t" + i));
        text += sprintf("%d: %O\n%s", i, e, master()->take());
    }
    return text;
}
