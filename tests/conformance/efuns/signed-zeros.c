// Where a float of zero has a sign.
object connect(int port) { return this_object(); }

void p(string label, mixed value) { write(sprintf("%s: %O\n", label, value)); }

void run() {
  float zero;
  zero = 0.0;
  p("negated", -zero);
  p("ceil", map(({ -0.5, -0.0, 0.0, -1.5, -0.999, 0.5 }), (: ceil :)));
  p("floor", map(({ -0.5, -0.0, 0.0, -1.5, 0.999, 0.5 }), (: floor :)));
  p("of strings", map(({ "-0", "-0.0", "0", "-" }), (: to_float :)));
  p("functions", ({ sin(-zero), tan(-zero), asin(-zero), atan(-zero), sqrt(-zero), cos(-zero) }));
  p("products", ({ -1.5 * 0, 0 * -1.5, zero * -2.5, zero / -2.5 }));
  p("sums", ({ zero + -zero, -zero + -zero }));
  p("ints", ({ to_int(-zero), to_int(ceil(-0.5)) }));
  p("texts", ({ "" + -zero, sprintf("%f %d", -zero, to_int(-zero)), save_variable(-zero) }));
  p("equal", -zero == zero);
}

void logon() {
  mixed err;

  err = catch(run());
  if (err)
    p("uncaught", err);
  shutdown();
}
