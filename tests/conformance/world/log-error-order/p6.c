class c { int a; }
class c v = new(class c, a: 5);
mixed t() { return v->a; }
