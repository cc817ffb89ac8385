int step;
void next();
object connect(int port) { return this_object(); }
void a(string s, mixed x, mixed y, mixed z) { printf("a [%s] %O %O %O\n", s, x, y, z); next(); }
private void pr(string s, mixed x) { printf("pr [%s] %O\n", s, x); next(); }
void next() {
  step++;
  switch (step) {
  case 1: printf("%O\n", input_to("a")); break;
  case 2: printf("%O\n", input_to("a", 0)); break;
  case 3: printf("%O\n", input_to("a", 1, "x", 2, ({ 3 }))); break;
  case 4: printf("%O\n", input_to("a", "notflag", 2)); break;
  case 5: printf("%O\n", input_to((: a :), 0, 7)); break;
  case 6: printf("%O\n", input_to((: a, "bound" :), 0, 8)); break;
  case 7: printf("%O\n", input_to((: printf("inline %O %O\n", $1, $2) :), 0, 8)); break;
  case 8: printf("%O\n", input_to("pr", 2, 8)); break;
  case 9: printf("%O\n", input_to(function(string s, mixed m) { printf("anon [%s] %O\n", s, m); next(); }, 0, 9)); break;
  default: shutdown();
  }
}
void logon() { next(); }
int process_input(string s) { printf("pi %s\n", s); next(); return 1; }
