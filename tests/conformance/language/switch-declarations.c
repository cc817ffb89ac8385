// Declarations before the first label: the names are there, their values are never given.
object connect(int port) { return this_object(); }
int first(int n) { switch (n) { int y = 3; case 2: return y; default: y += 5; return y; } return -1; }
string texts(int n) { switch (n) { int y; string s = "a"; case 3: y += 4; return s + y; } return "none"; }
mixed *rounds() {
    mixed *seen = ({ });
    for (int i = 0; i < 3; i++) {
        switch (i) { int k = 7; case 1: k = 5; default: seen += ({ k }); }
    }
    return seen;
}
float sums(int n) { switch (n) { float f = 5.0; case 4: return f + 1; } return 0.0; }
mixed functions(int n) { switch (n) { int x = 5; function f = (: $(x) :); case 4: return evaluate(f); } return 9; }
void logon() {
    printf("%O %O\n", first(2), first(1));
    printf("%O %O\n", texts(3), texts(1));
    printf("%O\n", rounds());
    printf("%O %O\n", sums(4), functions(4));
    shutdown();
}
