// A function that changes the array through which map(), filter() and their like call it.
object connect(int port) { return this_object(); }

void p(string label, mixed value) { write(sprintf("%s: %O\n", label, value)); }

mixed *list;
int calls;

mixed *numbers(int n) {
  int k;
  list = allocate(n);
  for (k = 0; k < n; k++)
    list[k] = k + 1;
  calls = 0;
  return list;
}

mixed set_next(int x) {
  calls++;
  if (calls < sizeof(list))
    list[calls] = calls * 100;
  return x;
}

int set_passed(int x) {
  calls++;
  list[0] = calls;
  list[calls - 1] = -calls;
  return 1;
}

mixed join(mixed x, mixed y) {
  calls++;
  if (calls + 1 < sizeof(list))
    list[calls + 1] = "c" + calls;
  return "" + x + y;
}

int set_ends(int x) {
  list[0] = 9;
  list[sizeof(list) - 1] = 8;
  return x % 2;
}

int compare(int x, int y) {
  list[0] = 77;
  return x - y;
}

mixed replace(mixed x) {
  list = ({ 7, 7, 7 });
  return x;
}

mixed walk() {
  mixed x, *seen;
  seen = ({ });
  foreach (x in list)
    seen += ({ set_next(x) });
  return seen;
}

void run() {
  p("map", map(numbers(4), (: set_next :)));
  p("map left", list);
  p("map name", map(numbers(4), "set_next"));
  p("map text", map(numbers(4), (: set_next($1) + 0 :)));
  p("map later", map(numbers(3), (: list[2] = $1 + 10 :)));
  p("map function", map(numbers(3), function(int x) { list[2] = x * 3; return list[1]; }));
  p("map error", catch(map(numbers(3), (: list[$1] = 0 :))));
  p("filter", filter(numbers(4), (: set_passed :)));
  p("filter name", filter(numbers(4), "set_passed"));
  p("filter later", filter(numbers(4), "set_next"));
  p("filter text", filter(numbers(3), (: list[2] = $1 - 1 :)));
  p("implode", implode(numbers(4), (: join :)));
  p("implode start", implode(numbers(4), (: join :), "s"));
  p("sort_array", sort_array(numbers(4), (: compare :)));
  p("unique_array", unique_array(numbers(5), (: set_ends :)));
  p("unique_mapping", unique_mapping(numbers(5), (: set_ends :))[1]);
  p("unique_mapping name", unique_mapping(numbers(5), "set_ends")[0]);
  p("another array", map(numbers(3), (: replace :)));
  numbers(4);
  p("foreach", walk());
}

void logon() {
  mixed err;

  err = catch(run());
  if (err)
    p("uncaught", err);
  shutdown();
}
