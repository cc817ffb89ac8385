void create() { write("t create " + origin() + "\n"); }
string hi(mixed a, mixed b) { return sprintf("hi %O %O %s", a, b, origin()); }
private int priv() { return 1; }
static int stat() { return 1; }
protected int prot() { return 1; }
