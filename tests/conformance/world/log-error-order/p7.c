class c v;
class c { int a; }
mixed t() { return v; }
