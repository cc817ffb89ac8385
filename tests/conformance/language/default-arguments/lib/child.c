// An heir that has defaults of its own.
inherit "/parent";
int foo(int a: (: 2 :)) { return a + 10; }
int go() { return foo(); }
int go_parent() { return ::foo(); }
string go_both() { return ::both() + ::both("x") + both("y", "z"); }
string go_named() { return named() + named("other"); }
