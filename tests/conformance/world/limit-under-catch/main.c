// Errors and limits under nested catch(): who sees what, and what runs on.
object connect(int port) { return this_object(); }
void w(string f, mixed a...) { write(sprintf(f + "\n", a...)); }
int n;
void error_handler(mapping m, int caught) {
  w("handler %s caught %d", m["error"][0..<2], caught);
}
void spin() { while (1) n++; }
void spin2() { mixed e = catch(spin()); w("not reached %O", e); }
void rec(int i) { call_other(this_object(), "rec", i + 1); }
void rec2() { mixed e = catch(rec(0)); w("not reached %O", e); }
void rec3() { mixed e = catch(map(({ 1 }), (: rec :))); w("not reached %O", e); }
void inner() { mixed e = catch(throw(({ "a", 1 }))); throw(({ "outer", e })); }
void mixedup() {
  mixed e = catch(inner());
  w("mixed %s %s", e[0], e[1][0]);
  e = catch { mixed f = catch(error("one")); throw(f + "two"); };
  w("%s", replace_string(e, "\n", "|"));
  e = catch { foreach (int i in ({ 1, 2, 3 })) { if (catch { if (i == 2) error("in " + i); }) throw("left at " + i); } };
  w("%s", e);
  e = catch(sort_array(({ 3, 1, 2 }), (: error("sorting") :)));
  w("%s", e);
  e = catch(filter(({ 1 }), (: 1 / ($1 - 1) :)));
  w("%s", e);
  w("%O", catch(0));
  w("%O", catch(this_object()->nothing()));
}
void thrower() { throw("loose"); }
void caughtfirst() { catch(error("first")); error("second"); }
string *steps = ({ "spin", "spin2", "rec2", "rec3", "mixedup", "thrower", "caughtfirst" });
void step(int i) {
  if (i == sizeof(steps)) {
    shutdown();
    return;
  }
  call_out("step", 1, i + 1);
  w("== %s", steps[i]);
  call_other(this_object(), steps[i]);
}
void logon() { call_out("step", 1, 0); }
