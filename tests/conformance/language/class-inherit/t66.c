inherit "/point";
varargs class point maybe(int n) { if (n) return make_point(n, n); }
mixed run() { return show_point(maybe(1)) + show_point(maybe()); }
