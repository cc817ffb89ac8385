// What error_handler() hears of errors in every kind of call: the trace, previous_object() and call_stack() there.
object connect(int port) { return this_object(); }
void w(string f, mixed a...) { write(sprintf(f + "\n", a...)); }
string er(mapping m) {
  string r = "";
  foreach (mapping t in m["trace"]) r += sprintf("   %s %s %O prog %s\n", "" + t["function"], "" + t["file"], t["object"], "" + t["program"]);
  return r;
}
void error_handler(mapping m, int caught) {
  w("ERR %O caught %d obj %O prog %s file %s keys %O", m["error"], caught, m["object"], m["program"], m["file"], sort_array(keys(m), 1));
  write(er(m));
  w("prev %O all %O player %O", previous_object(), previous_object(-1), this_player());
  w("stack %O %O", call_stack(2), call_stack(0));
}
int z;
int one(int a,
        int b)
{
  return a
     / (b
        - b);
}
int two() {
  return one(
     1,
     2
  );
}
void four() {
  string s = "a";
  s +=
    "b"
    + "c"[
       9..
      10]
    + implode(
        ({ "a" }),
        evaluate((: z = 1,
            error("in fp") :)));
}
void five() {
  call_other(load_object("/other"),
     "boom",
     1);
}
void six() {
  map(({ 1 }),
     (: one($1,
        $1) :));
}
void seven() {
  function f = function(int a) {
    int q;
    q = 1;
    return a /
       (q - 1);
  };
  evaluate(
    f,
    5);
}
void eight() {
  if (z == 1
      && one(1, 1))
    z = 2;
}
void nine() {
  for (int i = 0;
       i < 3;
       i += one(
         1, 2))
    z = i;
}
void ten() {
  switch (
     one(1, 1)) {
    case 1: break;
  }
}
void eleven() {
  foreach (int x in
      ({ one(1,
        2) }))
    z = x;
}
mapping twelve() {
  return ([
    "a": 1,
    "b": one(1, 1),
    "c": 2,
  ]);
}
void thirteen() { load_object("/other")->cb(this_object()); }
void cbk() { error("in cbk"); }
void fourteen() { sort_array(({2,1}), "cmpx"); }
int cmpx(int a, int b) { return a / 0; }
void fifteen() { load_object("/other")->withfp((: one(1,1) :)); }
void sixteen() {
  int a = 1,
      b = one(1,
              1),
      c = 3;
}
void seventeen() { catch { one(1, 1); }; error("after"); }
void eighteen() { clone_object("/broken"); }
void nineteen() { load_object("/other")->inh(); }
void twenty() { call_other(this_object(), ({ "one", 1, 1 })); }
void logon() {
  for (int i = 0; i < 18; i++) {
    string f = ({ "two", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty" })[i];
    w("== %s", f);
    catch(call_other(this_object(), f));
    z = 1;
  }
  call_out("fin", 1);
}
void fin() { shutdown(); }
