int a() { return 1; }
int b(int x) { return x * 2; }
static int st() { return 3; }
private int pr() { return 4; }
void sw(mixed x) { write(x); }
int sizeof(mixed x) { return efun::sizeof(x) + 1000; }
varargs int over(int x, int y) { return x + y; }
object this_player() { return efun::this_player(); }
