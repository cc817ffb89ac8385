int sx = 0;
int twice(int a) { return a * 2; }
varargs mixed args(mixed a, mixed b, mixed c...) { return ({a, b, c}); }
object who() { return previous_object(); }
object me() { return this_object(); }
mixed stk(int n) { return call_stack(n); }
string org() { return origin(); }
static int stat() { return 5; }
private int priv() { return 6; }
int sizeof(mixed x) { return 100 + efun::sizeof(x); }
string capitalize(string s) { return "<" + efun::capitalize(s) + ">"; }
int boom(int x) { return 1 / x; }
int count() { return ++sx; }
function getfp() { return (: twice :); }
mixed callback(mixed f) { return evaluate(f, 3); }
int defarg(int a, int b) { return a + b; }
