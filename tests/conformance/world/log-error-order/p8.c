mixed f() { class c v = new(class c); return v->a; }
class c { int a; }
mixed t() { return f(); }
