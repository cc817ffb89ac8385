// Simul_efuns and pointers to them, virtual objects, replace_program(), reload_object() and colour codes.
void p(string l, mixed v) { write(sprintf("%s: %O\n", l, v)); }
mixed ev(function f, mixed a...) { mixed r, e = catch(r = evaluate(f, a...)); return e ? e : r; }
int sizeof2(mixed x) { return efun::sizeof(x); }
void logon() {
  seteuid(getuid());
  object o;
  p("simul", twice(4));
  p("args", ({ args(), args(1), args(1,2), args(1,2,3,4) }));
  p("who", who() == this_object());
  p("me", file_name(me()));
  p("stk", stk(2)); p("stk0", stk(0)); p("stk3", stk(3));
  p("org", org());
  p("sizeof", ({ sizeof(({1})), efun::sizeof(({1})), sizeof("abc") }));
  p("cap", capitalize("x"));
  p("fp", ev((: twice :), 4));
  p("fp args", ev((: args, 1 :), 2));
  p("fp none", ev((: twice, 5 :)));
  p("fp expr", ev((: twice($1) + 1 :), 4));
  p("fp printed", (: twice :));
  p("fp printed2", (: twice, 1 :));
  p("fp cap", ev((: capitalize :), "abc"));
  p("fp efun", ev((: efun::capitalize($1) :), "abc"));
  p("map", map(({1,2}), (: twice :)));
  p("map name", map(({1,2}), "twice"));
  p("from simul", ev(getfp(), 6));
  p("from simul owner", file_name(function_owner(getfp())));
  p("my simul owner", file_name(function_owner((: twice :))));
  p("callback", callback((: $1 + 1 :)));
  p("boom", catch(boom(0)));
  p("fp boom", ev((: boom :), 0));
  p("count", ({ count(), count(), ev((: count :)) }));
  p("call_other", call_other("/simul", "twice", 3));
  p("call_other static", call_other("/simul", "stat"));
  p("exists", function_exists("twice", find_object("/simul")));
  p("thing own", clone_object("/std/thing")->twice(3));
  p("bound", ev(bind((: twice :), clone_object("/std/thing")), 3));
  p("typeof", ({ functionp((: twice :)), functionp((: twice, 1 :)), typeof((: twice :)) }));
  p("save", catch(save_variable((: twice :))));
  p("stkfp", ev((: stk :), 2)); p("stkfp0", ev((: stk :), 0)); p("stkfp3", ev((: stk :), 3));
  p("orgfp", ev((: org :)));
  p("whofp", ev((: who :)) == this_object());
  call_out("two", 0);
}
void two() {
  object o, q; mixed e;
  p("virt", file_name(o = load_object("/virt/sword")));
  p("virt name", o->query_name());
  p("virtualp", ({ virtualp(o), clonep(o), virtualp(this_object()) }));
  p("again", load_object("/virt/sword") == o);
  p("clone", ({ (q = clone_object("/virt/shield"))->query_name(), virtualp(q), clonep(q), find_object("/virt/shield") }));
  p("clone of loaded", ({ (q = clone_object("/virt/sword"))->query_name(), q == o, find_object("/virt/sword") == o }));
  p("bad", catch(load_object("/virt/bad")));
  p("bad clone", catch(clone_object("/virt/bad")));
  p("bad call", catch("/virt/bad"->foo()));
  p("find", find_object("/virt/none"));
  p("call", "/virt/axe"->query_name());
  p("children", efun::sizeof(children("/std/thing")));
  p("inherits", inherits("/std/thing", o));
  destruct(o); p("gone", find_object("/virt/sword"));
  p("back", "/virt/sword"->whoami());
  o = load_object("/rep");
  p("rep before", ({ o->own_fun(), o->getrv(), o->mid_only(), inherits("/std/mid", o) }));
  call_out("three", 0, o);
}
void three(object o) {
  object q = load_object("/rep2"); mixed e;
  p("rep after", ({ o->own_fun(), o->getrv(), o->mid_only(), o->base_only(), inherits("/std/mid", o), inherits("/std/rp", o), deep_inherit_list(o) }));
  p("name", file_name(o));
  p("vars", variables(o));
  p("replaceable", ({ replaceable(o), replaceable(q), replaceable(this_object()) }));
  p("rep2 bad", q->bad());
  p("rep2 withfp", q->withfp());
  q->set_name("qq"); q->setrv(5); q->doit();
  p("rep2 same turn", ({ q->own_fun(), q->query_name() }));
  call_out("four", 0, q);
}
void four(object q) {
  object o, c1, c2;
  p("rep2 after", ({ q->own_fun(), q->query_name(), q->getrv() }));
  o = load_object("/std/thing"); c1 = clone_object("/std/thing");
  o->setv(50); c1->setv(60);
  reload_object(o); p("reload", ({ o->getv(), c1->getv(), file_name(o) }));
  reload_object(c1); p("reload clone", ({ o->getv(), c1->getv() }));
  c1->move(o);
  p("colours", sprintf("%s|%5s|%-8s|", "%^RED%^x%^RESET%^", "%^", "a%^b"));
  p("strlen", efun::sizeof("%^RED%^"));
  write("%^RED%^text%^RESET%^\n");
  shutdown();
}
