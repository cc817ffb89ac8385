object connect(int port) { return this_object(); }
mapping m = ([ "x": 1 ]);
mixed th(mixed x) { throw(x); return 1; }
mixed er(mixed x) { error(x); return 1; }
mixed ct(mixed x) { mixed e; e = catch { th(x); }; return e; }
void error_handler(mapping e, int c) { printf("H%d %s", c, e["error"]); }
void logon() {
  mixed e;
  printf("%O\n", ct("str")); printf("%O\n", ct(5)); printf("%O\n", ct(1.5)); printf("%O\n", ct(m)); printf("%O\n", ct(this_object())); printf("%O\n", ct(0)); printf("%O\n", ct(""));
  e = catch(map_array(({ 1, 2 }), (: th :))); printf("%O\n", e);
  e = catch(sort_array(({ 2, 1 }), (: th("sorting") :))); printf("%O\n", e);
  e = catch(catch(th(1)) + th(2)); printf("%O\n", e);
  e = catch { e = catch(th("a")); printf("in %O\n", e); th("b"); }; printf("%O\n", e);
  e = catch(evaluate((: throw, "direct" :))); printf("%O\n", e);
  e = catch(er("no newline")); printf("%O\n", e);
  e = catch(er("two\nlines\n")); printf("%O\n", e);
  e = catch(er(([ "a": 1 ]))); printf("%O\n", e);
  e = catch(er(repeat_string("x", 3000))); printf("%O\n", strlen(e));
  call_out((: th, "late" :), 1);
  call_out((: shutdown :), 4);
}
