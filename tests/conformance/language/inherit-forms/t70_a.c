string o() { return origin(); }
string o2(mixed x) { return origin(); }
