// call_stack() has the blocks of catch() too: each is called as the function in which it stands.
object connect(int port) { return this_object(); }

void p(string label, mixed value) { write(sprintf("%s: %s\n", label, implode(value, " "))); }

object thing;

mixed here(mixed x) { mixed found; catch(found = call_stack(3)); return found; }

void run() {
  mixed found;
  thing = new("/thing");
  p("call_other", thing->inside());
  found = thing->twice();
  p("twice", found[0]);
  p("functions", found[1]);
  p("origin", found[2..2]);
  p("local", thing->local());
  p("evaluate pointer", evaluate(thing->pointer()));
  p("evaluate literal", evaluate(thing->literal()));
  p("map own", map(({ 1 }), (: here :))[0]);
  p("map name", map(({ 1 }), "here")[0]);
  p("map pointer", map(({ 1 }), thing->pointer())[0]);
  p("map literal", map(({ 1 }), thing->literal())[0]);
  p("none", call_stack(3));
}

void logon() {
  mixed err;

  err = catch(run());
  if (err)
    write(err);
  shutdown();
}
