// Storing within what is no lvalue of its own, ranges that are changed in place, and values that nobody wants.
object connect(int port) { return this_object(); }
int n;
int next() { return n++; }
void t(int number, mixed error) { printf("%d %O\n", number, error); }
void logon() {
    mixed s = "hello", a = ({ "abc", ({ 1, 2 }) }), m = ([ "k": "xyz" ]), b = allocate_buffer(2);
    mixed o = this_object(), i = 7, none;
    t(1, catch(s[0][1] = 4));
    t(2, catch(a[0][1][0] = 4));
    t(3, catch(m["k"][<1][0] = 4));
    t(4, catch(b[1][0] = 4));
    t(5, catch(s[9][1] = 4));
    t(6, catch(a[1][1][0] = 4));
    t(7, catch(s[<1][1]++));
    t(8, catch(m["new"][1] = 4));
    t(9, catch(s[1..9]++));
    t(10, catch(s[7..]--));
    t(11, catch(o[0..1]++));
    t(12, catch(i[0..1]--));
    t(13, catch(a[0..<9]++));
    t(14, catch(s[0..1]++));
    t(15, catch(a[0..0]--));
    t(16, catch(none[0..1]++));
    t(17, catch(o[0]));
    t(18, catch((int)o[0]));
    t(19, catch((string)(o[0..1])));
    t(20, catch((int)(i + m)));
    t(21, catch((int)(int)-o));
    t(22, catch((int)o[next()]));
    t(23, catch(({ (int)o[next()], -m })));
    t(24, catch((int)o[0] + next()));
    t(25, catch((int)sizeof(o[0])));
    (int)o[next()];
    (mixed *)(o + next());
    t(26, n);
    t(28, catch(s[0]["k"] = 4));
    t(29, catch(s[0][none]++));
    t(30, catch(b[0][<1] = 4));
    t(27, ({ s, a, sizeof(m), i }));
    shutdown();
}
