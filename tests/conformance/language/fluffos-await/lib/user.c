// async, await, acatch and promises, as FluffOS's documents of August 2026 describe them.
inherit "/base";

class pair { int a; string b; }
int line;
promise gate;

void say(string what) { write("t" + ++line + ": " + what + "\n"); }
string of(mixed x) { return replace_string(sprintf("%O", x), "\n", ""); }

async int plain() { return 7; }
async string later(string s) { await call_out(1); return s; }
async void fails(mixed why) { await async_yield(); throw(why); }
async class pair both() { class pair p = new(class pair); p->a = 1; p->b = await later("b"); return p; }
async int ten() { return 1 + await ::ten(); }
async int chained() { return plain(); }

// A call gives the promise at once: fulfilled where nothing was awaited, pending else.
async void states() {
    promise<int> a = plain();
    promise<string> b = later("x");
    say(of(({ promise_status(a), promise_status(b), typeof(a), promisep(b), promise_result(a) })));
    say(of(a) + " " + of(b));
    say(await b + await a);
    say(of(await 5) + of(await ({ 1 })));
}

// Values, errors and regions.
async void errors() {
    mixed e = acatch(await fails("text"));
    say(of(e));
    say(of(acatch(await fails(({ 1, 2 })))));
    say(of(acatch { await later("fine"); }));
    e = acatch { int i = await plain(); error("number " + i + "\n"); };
    say(of(e));
    e = acatch { acatch(await fails("inner")); await fails("outer"); };
    say(of(e));
    say(of(await returns()));
}
async int returns() { acatch { await async_yield(); return 3; }; return 4; }

// Loops of every kind.
async void loops() {
    int i, sum;
    foreach (int x in ({ 1, 2, 3 })) sum += x * await plain();
    foreach (string k, int v in ([ "a": 1 ])) sum += v * await ten();
    for (i = 0; i < 3; i++) { if (i == 1) continue; sum += await plain(); }
    while (await twenty() > 100 || i-- > 1) sum++;
    say(of(sum) + " " + of(await twenty()) + " " + of((await both())->b) + " " + of(await chained()));
}

// Combinations.
async void combinations() {
    mixed *ends;
    say(of(await promise_all(({ later("1"), 2, plain() }))));
    say(of(await promise_race(({ later("slow"), plain() }))));
    say(of(await promise_any(({ fails("no"), later("yes") }))));
    say(of(acatch(await promise_any(({ fails("a"), fails("b") })))));
    say(of(acatch(await promise_all(({ later("1"), fails("first") })))));
    ends = await promise_all_settled(({ plain(), fails("bad") }));
    say(of(ends[0]["status"]) + of(ends[0]["value"]) + of(ends[1]["status"]) + of(ends[1]["reason"]));
}

// Handlers, and the order of all that waits.
async void waits(string who) { await gate; say(who); }
async void order() {
    gate = promise_create();
    waits("one");
    promise_then(gate, (: say("two, then " + $1) :));
    waits("three");
    promise_resolve(gate, "go");
    say("zero");
    await call_out(1);
    promise_catch(promise_then(plain(), (: error("in a handler\n") :)), (: say(of($1)) :));
    await call_out(1);
    gate = promise_create();
    promise_resolve(gate, later("adopted"));
    say(of(promise_status(gate)) + " " + await gate + " " + of(promise_status(gate)));
}

// Cancelling.
async void sleeps() { await call_out(100); say("never"); }
async string cleans() { mixed e = acatch(await call_out(100)); await async_yield(); return "cleaned after " + e; }
async void cancelling() {
    promise a = sleeps(), b = cleans();
    say(of(promise_cancel(a)) + of(promise_cancel(b)) + of(promise_cancel(plain())));
    say(of(acatch(await a)) + of(promise_status(a)));
    say(await b + of(promise_status(b)));
}

async void all() {
    await states(); await errors(); await loops(); await combinations(); await order(); await cancelling();
    shutdown(0);
}
void logon() { all(); }
