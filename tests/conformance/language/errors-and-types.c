// Errors after which the text is still understood: types in the same function are looked at all the same.
object connect(int port) { return this_object(); }
void log_error(string file, string text) { write(text); }
string *programs = ({
  "int a() { return 1; }\nt() { int *a = ({ }); return 5 + a; }",
  "int a() { return 1; }\nt(a) { string s; s = a; s = 5; s++; }",
  "string a() { return 0; }\nt() { int x = \"a\"; if (x == \"b\") return 1;\n foo(x); }",
  "int f(x, y) { return x + y; }\nint t() { return f(\"a\", 5); }",
  "int t(int x) { switch (x) { case 1: break; case \"a\": x = \"b\"; } return x + ({ }); }",
  "int t(int x) { break; x = \"a\"; }",
  "int t() { void x; x = \"a\"; }",
  "int t(void x, int y) { y = \"a\"; }",
  "int t(int x) { switch (x) { default: x = \"a\";\n default: x = 2; } }",
  "#pragma no_strict_types\nt() { int x = \"a\"; return 5 + ({ }); }",
  "int a() { return 1; }\nint t(int) {\n int x = \"a\";\n }",
  "int f(int x, int x);\nint t() { return 1; }",
  "int t() { int x;\n { int x; }\n return x; }",
  "int t(int x) {\n { string x;\n x = 1; }\n return x; }",
  "mixed t() { mixed v;\n v->x = 1;\n --v->x;\n return 1; }",
  "int w;\nmixed t() { w->x++;\n w->x += 2;\n return w->x; }",
  "mixed t() { return (: nofn :); }",
});
void logon() {
  for (int i = 0; i < sizeof(programs); i++) {
    string file = "/probe" + i;
    write_file(file + ".c", programs[i] + "\n", 1);
    write(sprintf("%d: %O\n", i, catch(load_object(file))));
  }
  shutdown();
}
