// What is inherited with its defaults.
string name = "parent";
int foo(int a: (: 1 :)) { return a; }
string named(string n: (: name :)) { return n; }
string both(string a: (: "A" :), string b: (: "B" :)) { return a + b; }
