int add(int a, int b) { return a + b; }
int run() {
  function local = (: add :), bound = (: add, 5 :), expression = (: $1 + $2 :);
  function anonymous = function(int a, int b) { return a + b; };
  int i, sum = 0;
  for (i = 0; i < 20000; i++) {
    sum += evaluate(local, i, 1);
    sum += evaluate(bound, i);
    sum += evaluate(expression, i, 2);
    sum += evaluate(anonymous, i, 3);
  }
  return sum;
}
