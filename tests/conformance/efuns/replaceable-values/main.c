// replaceable() of programs that define functions, and of those that give variables a first value.
object connect(int port) { return this_object(); }

void p(string label, mixed value) { write(sprintf("%s: %O\n", label, value)); }

void show(string name) {
  object o;
  o = load_object("/" + name);
  p(name, ({ replaceable(o), replaceable(o, ({ })), replaceable(o, ({ "create" })), replaceable(o, ({ "create", "one" })) }));
}

void run() {
  map(({ "plain", "value", "heir", "value_heir", "variable", "creates", "value_creates", "defines" }), (: show :));
}

void logon() {
  mixed err;

  err = catch(run());
  if (err)
    p("uncaught", err);
  shutdown();
}
