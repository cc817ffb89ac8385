// What the tests in this directory test: a counter that can count by itself. The underscore says that this is no test.

private int value;

int query() { return value; }

void add(int amount) {
  if (amount < 0)
    error("a counter does not go back\n");
  value += amount;
}

void count(int seconds) {
  add(1);
  if (seconds > 1)
    call_out("count", 1, seconds - 1);
}
