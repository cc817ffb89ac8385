// Each of these files has something that the compiler speaks of.
mapping files = ([
    "a1" : "int f() { int x = 3 return x; }\n",
    "a2" : "int f() {\n  if (1 { return 1; }\n}\n",
    "a3" : "int f() { return 1 }\n",
    "a4" : "int f() { return g(1,; }\n",
    "a5" : "int f() { return ({ 1, 2 ); }\n",
    "a6" : "int f() { switch (1) { case 1 return 2; } }\n",
    "a7" : "int f() { return 1; }}\n",
    "a8" : "int f() { return 5 + ; }\n",
    "b1" : "int f() { return y; }\n",
    "b2" : "int f() { return nosuch(1); }\n",
    "b3" : "string f(int x) { return x; }\n",
    "b4" : "int f(string s) { return f(3); }\n",
    "b5" : "int f(string s) { return f(); }\n",
    "b6" : "int f() { int x = \"a\"; return x; }\n",
    "b7" : "int f() { return strlen(3); }\n",
    "b9" : "mixed f() { return \"a\" * 2; }\n",
    "c1" : "void f(int a, int a) { }\n",
    "c3" : "int f() { break; }\n",
    "c4" : "int f() { return 1; }\n\nint f() { return 2; }\n",
    "c5" : "int *f() { return ([ ]); }\n",
    "c6" : "void f(object *o, mapping m) { f(m, o); }\n",
    "d1" : "int f() { int unused; int used = 2; return used; }\n",
    "d2" : "int x;\nint x;\n",
    "d3" : "int f(string a) { return a ? 1 : \"x\"; }\n",
    "d4" : "void f(int a) { a == 3; }\n",
    "d5" : "void f(int a) { foreach (int b in ({ 1 })) { string c = \"\"; } }\n",
    "d6" : "#pragma no_warnings\nvoid f() { int unused; }\n",
    "e1" : "inherit \"/made/a1\";\n",
    "e2" : "#include \"header.h\"\nint f() { return y; }\n",
]);

string run() {
    string text = "";
    write_file("/made/header.h", "\nint g() { return z; }\n");
    foreach (string name in sort_array(keys(files), 1)) {
        write_file("/made/" + name + ".c", files[name]);
        mixed e = catch(load_object("/made/" + name));
        text += sprintf("%s: %O\n%s", name, e, master()->take());
    }
    return text;
}
