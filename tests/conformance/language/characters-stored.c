// Errors of storing characters tell whether the value of the assignment is used; 0 + value counts from the right.
object connect(int port) { return this_object(); }
mixed t1() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  r = s[0] = x;
  return r;
}
mixed t2() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  r = s[<1] = y;
  return r;
}
mixed t3() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  s[0] = x;
  return r;
}
mixed t4() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  s[0] = y;
  return r;
}
mixed t5() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  r = b[1] = x;
  return r;
}
mixed t6() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  b[1] = y;
  return r;
}
mixed t7() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  r = b[1] = y;
  return r;
}
mixed t8() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  if (s[1] = f) r = 1;
  return r;
}
mixed t9() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  a[0][0] = x;
  return r;
}
mixed t10() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  r = a[0][0] = x;
  return r;
}
mixed t11() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  for (s[0] = x; 0;) r = 1;
  return r;
}
mixed t12() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  r = s[0] = z;
  return r;
}
mixed t13() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  r = 0 + n;
  return r;
}
mixed t14() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  r = 0 + m;
  return r;
}
mixed t15() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  r = 0 + this_object();
  return r;
}
mixed t16() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  r = 0 + b;
  return r;
}
mixed t17() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  r = 0 + ({ 1 });
  return r;
}
mixed t18() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  r = 0 + a;
  return r;
}
mixed t19() {
  string s = "abc"; mixed x = "q", y = 0, z = 256, f = 1.5, a = ({ "abc" }), r; int *n = ({ }); mapping m = ([ ]);
  buffer b = allocate_buffer(3);
  r = 0 + x;
  return r;
}
void logon() {
  for (int i = 1; i <= 19; i++) {
    mixed result;
    string wrong = catch(result = call_other(this_object(), "t" + i));
    write(sprintf("%d: %O\n", i, wrong || result));
  }
  shutdown();
}
