// What the compiler says of the arguments and results of efuns that have several names or kinds.
object connect(int port) { return this_object(); }
void log_error(string file, string text) { write(text); }
string *programs = ({
  "mixed t() { return this_interactive(\"a\"); }",
  "mixed t() { return this_user(1, 2); }",
  "mixed t() { return all_previous_objects(\"x\"); }",
  "mixed t() { return load_object(4); }",
  "mixed t() { return load_object(\"a\", \"b\"); }",
  "mixed t() { return load_object(\"a\", 1, 2); }",
  "mixed t() { return reset_eval_cost(\"a\"); }",
  "void t() { message(1, 2, 3); }",
  "void t() { message(1, \"2\", this_object(), 3); }",
  "void t() { mapping m = map(([ 1: 2 ]), (: $1 :)); }",
  "void t() { string s = map(\"abc\", (: $1 :)); }",
  "void t() { int *s = functions(this_object()); }",
  "void t() { int s = functions(this_object())[0]; }",
  "void t() { int *s; s = variables(this_object()); }",
  "void t() { int i = filter(({ 1 }), (: $1 :)); }",
});
void logon() {
  for (int i = 0; i < sizeof(programs); i++) {
    string file = "/probe" + i;
    write_file(file + ".c", programs[i] + "\n", 1);
    write(sprintf("%d: %O\n", i, catch(load_object(file))));
  }
  shutdown();
}
