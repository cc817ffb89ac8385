inherit "/par";
int boom(int x) {
  return x
    / (x - 1);
}
void cb(object o) { o->cbk(); }
void withfp(function f) { evaluate(f); }
