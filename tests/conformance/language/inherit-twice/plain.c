int x = 1; int val; void create() { x = 5; } int getx() { return x; } void set(int v) { val = v; } int get() { return val; }
mixed back(object o, string f) { return call_other(o, f); }
object prev() { return previous_object(); }
object *prevs() { return previous_object(-1); }
mixed ev(function f, mixed a...) { return evaluate(f, a...); }
mixed evs(function f) { return (*f)(1,2); }
int boom() { return 1/val; }
string org() { return origin(); }
