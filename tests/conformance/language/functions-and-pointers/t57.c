int g(int *s) { return sizeof(s); }
mixed run() { return g(({"a"})); }
