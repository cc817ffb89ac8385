// What a prototype says of who may call a function is forgotten when the definition says otherwise.
object connect(int port) { return this_object(); }

nomask int only_nomask(int x);
int only_nomask(int x) { return 1; }
private int only_private(int x);
int only_private(int x) { return 2; }
protected int only_protected(int x);
int only_protected(int x) { return 3; }
static int only_static(int x);
int only_static(int x) { return 4; }
private int made_public(int x);
public int made_public(int x) { return 5; }
int later_private(int x);
private int later_private(int x) { return 6; }
static int before(int x) { return 7; }
int before(int x);
int behind(int x) { return 8; }
private int behind(int x);
private int used(int x);
int use() { return used(1); }
int used(int x) { return 9; }

mixed seen(string name) { return call_other(this_object(), name, 1); }

void logon() {
  foreach (string name in ({
    "only_nomask", "only_private", "only_protected", "only_static", "made_public", "later_private", "before", "behind", "use", "used",
  }))
    write(sprintf("%s: %O\n", name, seen(name)));
  shutdown(0);
}
