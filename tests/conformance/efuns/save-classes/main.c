// save_object() and friends with classes in mixed values, and variables of the same name in two parents.
inherit "/pa";
inherit "/pb";
class pt { int x; string s; mixed m; }
object connect(int port) { return this_object(); }
void w(string f, mixed a...) { write(sprintf(f + "\n", a...)); }
mixed one; class pt two; class pt *three; mapping four; static int five = 5; mixed six;
mixed arr;
string tidy(string s) { return s; }
void logon() {
  mixed e;
  one = new(class pt, x: 1, s: "a\"b\\c\nd");
  two = new(class pt, m: ({ new(class pt, x: 7), 1.5, ([ "k": new(class pt) ]) }));
  three = ({ two, one, 0 });
  four = ([ "c": one ]);
  arr = ({ 1, -1, "x", ({}), ([]), 1.0e10, -0.5, this_object(), (: tidy :), allocate_buffer(2), 0 });
  six = "\r\t";
  seta(11); setb(22);
  e = catch(save_object("/sv"));
  w("%O", e);
  write(read_file("/sv.o"));
  one = two = three = four = six = arr = 0; five = 55; seta(1); setb(2);
  e = catch(restore_object("/sv"));
  w("%O", e);
  w("%O", ({ one, two, three, four, five, six, arr, geta(), getb() }));
  w("%O %O", two->x, classp(one));
  e = catch(w("%O", ((class pt)one)->s));
  save_object("/sv2", 1);
  write(read_file("/sv2.o"));
  w("%O", save_variable(two));
  w("%O", catch(restore_variable("(/1,\"a\",0,/)")));
  w("%O", classp(restore_variable("(/1,\"a\",0,/)")));
  write_file("/bad.o", "#/main.c\none 5\nnosuch 3\ntwo \"str\"\nthree ({1,})\n", 1);
  w("%O", catch(restore_object("/bad")));
  w("%O %O %O", one, two, three);
  w("%O", catch(restore_object("/missing")));
  w("%O", restore_object("/missing"));
  shutdown();
}
