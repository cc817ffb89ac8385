// MaxLocalVariables: arguments and the variables of all blocks count, one error for each that is too many
object connect(int port) { return this_object(); }
string get_root_uid() { return "Root"; }
string creator_file(string f) { return "Root"; }
void log_error(string file, string message) { write("  " + message); }
void try(string text) {
  write(text + "\n");
  rm("/t.c");
  write_file("/t.c", text + "\n");
  if (find_object("/t")) destruct(find_object("/t"));
  printf("%O\n", catch(load_object("/t")));
}
void logon() {
  try("int f() { int a, b, c, d, e; return 1; }");
  try("int f() { int a, b, c, d, e, f; return 1; }");
  try("int f(int a, int b) { int c, d, e; return a; }");
  try("int f(int a, int b) { int c, d, e, f, g; return a; }");
  try("int f(int a) { foreach (int b in ({ 1 })) ; for (int c = 0; c < 1; c++) ; return a; }");
  try("int f(int a, int b, int c, int d, int e, int f) { return a; }");
  try("int f(int a, int b, int c, int d, int e, int f, int g);");
  try("mixed f() { int a, b, c; return function(int d, int e) { int f; return d; }; }");
  try("mixed f() { return function(int d, int e) { int f, g, h, i; return d; }; }");
  try("int f() { int a, b, c, d, e; return 1; } int g() { int f, g, h, i, j; return 1; }");
  shutdown();
}
