// Copying what is no file, an int as bytes of a file, and what may follow a number that is restored.
object connect(int port) { return this_object(); }

void p(string label, mixed value) { write(sprintf("%s: %O\n", label, value)); }

void run() {
  string text;
  mkdir("/d");
  write_file("/a", "text\n");
  p("a directory", cp("/d", "/copy"));
  p("nothing", cp("/none", "/copy"));
  p("into a directory", cp("/a", "/d"));
  p("the copy", read_file("/d/a"));
  p("into no directory", cp("/a", "/none/copy"));
  p("a directory into none", cp("/d", "/none/copy"));
  p("a directory into its own", cp("/d", "/"));
  p("an int", write_buffer("/number", 0, 5));
  p("its size", file_size("/number"));
  p("the int 0", catch(write_buffer("/number", 0, 0)));
  foreach (text in ({ "1.5.5", "1.5x", "12x", "1e+2.5", "1.5e+1e", "1.", "1e", "1.5e", "-", "--1", "1.x" }))
    p(text, catch(p("restored", restore_variable(text))));
}

void logon() {
  mixed err;

  err = catch(run());
  if (err)
    p("uncaught", err);
  shutdown();
}
