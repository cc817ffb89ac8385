int add(int a, int b) { return a + b; }
int first(int a, int b, int c) { return a + b; }
int total(function f) {
  int i, sum = 0;
  for (i = 0; i < 20000; i++) sum += evaluate(f, i, 1);
  return sum;
}
int run() {
  int sum = total((: add :)) + total((: first, 5 :)) + total((: $1 + $2 :));
  return sum + total(function(int a, int b) { return a + b; });
}
