// What from_json() says of texts that are no JSON.
object connect(int port) { return this_object(); }

void told(string text) { write(sprintf("%O: %O\n", text, catch(from_json(text)))); }

void run() {
  map(({ "", "  ", "\n\n x", "[", "[1", "[1,", "[1 2]", "[1}", "[,]", "[1,,2]", "[[1,2]", "]", "," }), (: told :));
  map(({ "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\":1]" }), (: told :));
  map(({ "{\"a\":}", "{1:2}", "{a:1}", "{'a':1}", "{\"a\":{\"b\":1}", "[{\"a\":1]", "{\"a\":[1,2}" }), (: told :));
  map(({ "'a'", "tru", "hello", "undefined", "NaN", "@", ".5", "1e", "1e+", "[1a]" }), (: told :));
  map(({ "\"abc", "\"\\", "\"a\\x\"", "\"a\\u12\"", "\"a\\u12zz\"", "\"a\nb\"", "[\"a\", \"b]" }), (: told :));
  map(({ "[\n1,\n x]", "[1,\n{\"a\" 1}]", "[\"é\", x]", "{\"a\\q\":1}" }), (: told :));
}

void logon() {
  mixed err;

  err = catch(run());
  if (err)
    write(err);
  shutdown();
}
