mixed *h(string u) { return u; }
mixed t() { int i; function f; return --2; }
