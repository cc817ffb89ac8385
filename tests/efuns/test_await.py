"""Async functions and promises as LPC programs see them: order, values, errors, cancelling, ends of objects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from neolith_trio.config import Profile

from .mud import MASTER, Mud, logon

P = 'void p(mixed what) { printf("%O\\n", what); }\n'
HANDLER = """
string *heard = ({ });
void error_handler(mapping error, int caught) { heard += ({ replace_string(error["error"], "\\n", "") + caught }); }
string *query() { return heard; }
"""


def played(root: Path, body: str, files: dict[str, str] | None = None, **settings: Any) -> tuple[Mud, list[str]]:
    """A mud whose user has that program, and what the user has seen when nothing moves any more."""
    mud = Mud(root, {**(files or {}), "user.c": P + body}, **settings)
    return mud, (mud.logon() + mud.follow()).splitlines()


def waited(mud: Mud, seconds: float) -> list[str]:
    """What is seen when time passes."""
    return mud.wait(seconds).splitlines()


class TestAwait:
    """An async function runs to its first await of a promise; then the caller goes on."""

    @pytest.mark.parametrize("profile", list(Profile))
    def test_the_caller_has_the_promise_at_once(self, tmp_path: Path, profile: Profile) -> None:
        """Awaiting a promise always waits, even a settled one; awaiting anything else never does."""
        body = """
        async int f(int n) {
            p("begin"); p(await 5); int x = await promise_all(({ n, 2 })) ? n : 0; p("end"); return x;
        }
        async int g() { return 7; }
        void logon() { promise<int> a = f(3); p(promise_status(a)); p(promise_status(g())); p("logon"); }
        """
        assert logon(tmp_path, body, profile=profile) == ['"begin"', "5", "0", "1", '"logon"', '"end"']

    def test_values_cross_the_await_wherever_it_stands(self, tmp_path: Path) -> None:
        """What stands to the left is evaluated before, and is kept."""
        body = """
        int n;
        async int one(int x) { await async_yield(); n++; return x; }
        int two(int a, int b, int c) { return a * 100 + b * 10 + c; }
        async void all() {
            int i, *list = ({ 1, 2 }); mapping m = ([ ]);
            p(n + await one(10) + n); p(two(n, await one(5), n)); list[await one(1)] += await one(40); p(list);
            m["x" + await one(1)] = await one(2); p(m); while (await one(i < 2)) i++; p(i);
            for (i = await one(3); i > await one(1); i -= await one(1)) p(i);
            foreach (int x in ({ await one(8), 9 })) p(x + await one(x));
            switch (await one(2)) { case 1: p("no"); break; case 2: p("two " + await one(2)); }
            p(await one(0) || await one(6)); p(await one(0) && await one(6)); p((await one(1)) ? await one(3) : 0);
            p(-await one(4)); p(!await one(0)); p(({ await one(1), n }));
        }
        void logon() { all(); }
        """
        assert logon(tmp_path, body) == [
            "11", "152", "({", "  1,", "  42,", "})", "([", '  "x1": 2,', "])", "2", "3", "2", "16", "18", '"two 2"',
            "6", "0", "3", "-4", "1", "({", "  1,", "  28,", "})",
        ]  # fmt: skip

    def test_follow_ups_come_in_the_order_in_which_they_were_attached(self, tmp_path: Path) -> None:
        """Two functions that await the same promise, and a handler between them."""
        body = """
        promise gate = promise_create();
        async void f(string s) { await gate; p(s); await gate; p(s + s); }
        void logon() { f("a"); promise_then(gate, (: p("then " + $1) :)); f("b"); promise_resolve(gate, 1); p("now"); }
        """
        assert logon(tmp_path, body) == ['"now"', '"a"', '"then 1"', '"b"', '"aa"', '"bb"']

    def test_each_continuation_has_its_own_budget(self, tmp_path: Path) -> None:
        """What all of them do is many times the limit of one."""
        body = """
        async void f() {
            int i; for (i = 0; i < 50; i++) { foreach (int x in allocate(300)) ; await async_yield(); } p(i);
        }
        void logon() { f(); }
        """
        mud, seen = played(tmp_path, body, max_evaluation_cost=1000, counting=True)

        assert (seen, mud.outside.logged) == (["50"], [])

    def test_the_evaluation_limit_is_no_rejection_that_acatch_sees(self, tmp_path: Path) -> None:
        """It ends its entry and its function, and is reported once."""
        body = """
        async void f() { await async_yield(); acatch { while (1) ; }; p("not here"); }
        async void g() { p(acatch(await f())); }
        void logon() { g(); }
        """
        mud, seen = played(tmp_path, body, max_evaluation_cost=1000, counting=True)

        assert seen == ['"*Can\'t catch eval cost too big error.\\n"']
        assert [line for line in mud.outside.logged if "eval cost" in line] == [
            "/user.c:3: *Can't catch eval cost too big error. (object /user#1)"
        ]

    def test_who_commanded_and_who_called_is_as_it_was(self, tmp_path: Path) -> None:
        """this_player(), previous_object() and this_object() are restored."""
        body = """
        void logon() { load_object("/other")->f(this_object()); }
        """
        other = """
        async void f(object who) {
            object me = this_player(), before = previous_object();
            await async_yield();
            who->p(this_player() == me && me == who); who->p(previous_object() == before && before == who);
            who->p(this_object() == find_object("/other"));
        }
        """
        _, seen = played(tmp_path, body, {"other.c": other})

        assert seen == ["1", "1", "1"]

    def test_calls_that_go_on_by_calling_themselves_do_not_pile_up(self, tmp_path: Path) -> None:
        """The callers that are restored leave room for calls, however long it goes."""
        body = """
        async int f(int n) { await async_yield(); if (n) return this_object()->f(n - 1); p("end"); return 1; }
        void logon() { f(200); }
        """
        assert logon(tmp_path, body) == ['"end"']

    def test_blocks_that_are_too_deep_for_python(self, tmp_path: Path) -> None:
        """They are moved into functions of their own, which wait too."""
        opening = "".join(f"for (i{n} = 0; i{n} < 2; i{n}++) {{ " for n in range(22))
        names = ", ".join(f"i{n}" for n in range(22))
        body = f"""
        async int f() {{ int {names}, k; {opening} if (k++ > 20) return k; k += await one(1); {"}" * 22} return 0; }}
        async int one(int x) {{ await async_yield(); return x; }}
        async void g() {{ p(await f()); }}
        void logon() {{ g(); }}
        """
        assert logon(tmp_path, body) == ["23"]

    def test_functions_that_are_too_many_at_once(self, tmp_path: Path) -> None:
        """The await that is one too much raises; acatch sees it."""
        body = """
        promise gate = promise_create();
        async void f() { await gate; }
        async void g() { p(acatch(await gate)); }
        void logon() { f(); f(); g(); p(sizeof(async_info())); promise_resolve(gate); }
        """
        assert logon(tmp_path, body, max_suspended_functions=2) == [
            '"*Too many async functions are suspended (2)\\n"', "2",
        ]  # fmt: skip


class TestCallers:
    """Whoever calls an async function gets its promise, and who cannot wait takes it for a no."""

    def test_calls_of_every_kind(self, tmp_path: Path) -> None:
        """By name, through a function value, with too many arguments, in another object, and the inherited one."""
        base = "async int f(int n, int m) { await async_yield(); return n * 10 + m; }"
        body = """
        inherit "/base";
        async int f(int n, int m) { return 1 + await ::f(n, m); }
        async int rest(int n, mixed *more...) { await async_yield(); return n + sizeof(more); }
        async void all() {
            function g = (: f, 1 :);
            p(await f(1, 2)); p(await (*g)(2, 3, 4)); p(await this_object()->f(1, 2, 3)); p(await "/base"->f(1));
            p(await rest(1, 2, 3)); p(await call_other(this_object(), "f", 4, 5));
            p(await evaluate((: f, 8 :))); p(await promise_all(map(({ 1, 2 }), (: f :))));
        }
        void logon() { all(); }
        """
        assert logon(tmp_path, body, {"base.c": base}) == [
            "13", "13", "13", "10", "3", "46", "81", "({", "  11,", "  21,", "})",
        ]  # fmt: skip

    def test_answers_that_come_too_late(self, tmp_path: Path) -> None:
        """The master's valid_read() is no if it is async, and a verb is not done."""
        body = """
        async int go(string s) { await async_yield(); return 1; }
        void logon() {
            p(read_file("/user.c")); enable_commands(); add_action("go", "go"); p(command("go"));
        }
        """
        master = MASTER + "async int valid_read(string path, object who, string what) { return 1; }"
        mud, seen = played(tmp_path, body, {"master.c": master})

        assert seen == ["0", "What?", "0"]
        assert any("valid_read" in line for line in mud.outside.logged)


class TestErrors:
    """An error rejects the promise, is raised where that is awaited, and is reported once."""

    def test_acatch_sees_what_an_awaited_function_failed_with(self, tmp_path: Path) -> None:
        """Errors and thrown values, at once and later; a return leaves the function and not the acatch."""
        body = """
        async void bad(int late) { if (late) await async_yield(); error("bad"); }
        async void thrown() { await async_yield(); throw(({ 5 })); }
        async int back() { acatch { await async_yield(); return 3; }; return 4; }
        async void f() {
            p(acatch(await bad(0))); p(acatch { await bad(1); p("no"); }); p(acatch(await thrown()));
            p(acatch(await 1)); p(await back());
            p(acatch { string s = acatch(await bad(1)); throw("x" + s); }); p(catch(error("plain")));
        }
        void logon() { f(); }
        """
        assert logon(tmp_path, body) == [
            '"*bad\\n"', '"*bad\\n"', "({", "  5,", "})", "0", "3", '"x*bad\\n"', '"*plain\\n"',
        ]  # fmt: skip

    def test_the_master_hears_once_of_an_error_that_was_caught(self, tmp_path: Path) -> None:
        """On its way through two functions it is the same error."""
        body = """
        async void bad() { await async_yield(); error("bad"); }
        async void through() { await bad(); }
        async void f() { acatch(await through()); acatch(await through()); p(master()->query()); }
        void logon() { f(); }
        """
        assert logon(tmp_path, body, {"master.c": MASTER + HANDLER}) == ["({", '  "*bad1",', '  "*bad1",', "})"]

    def test_nobody_awaits_what_fails(self, tmp_path: Path) -> None:
        """Then it is an error that nobody caught, with the lines where it happened."""
        body = "\n".join(
            [
                "async void bad() {",
                "  await async_yield();",
                '  error("bad");',
                "}",
                "async void through() { await bad(); }",
                "void logon() { through(); promise_reject(promise_create(), 17); }",
            ]
        )
        mud, _ = played(tmp_path, body)

        assert mud.outside.logged == [
            "/user.c:7: *Unhandled rejection of a promise: 17 (object /user#1)",
            "\tlogon() at /user.c:7, in program /user.c (object /user#1)",
            "/user.c:4: *bad (object /user#1)",
            "\tbad() at /user.c:4, in program /user.c (object /user#1)",
        ]

    def test_the_handler_is_told_whether_somebody_saw_it(self, tmp_path: Path) -> None:
        """An unhandled rejection is an error without catch."""
        body = """
        async void bad(string s) { error(s); }
        void logon() { bad("alone"); promise_catch(bad("seen"), (: p("caught " + $1) :)); }
        """
        mud, seen = played(tmp_path, body, {"master.c": MASTER + HANDLER})

        assert seen == ['"caught *seen\\n"']
        assert mud.world.master.v_heard == ["*seen1", "*alone0"]

    def test_deferred_functions_run_at_the_end_of_the_call(self, tmp_path: Path) -> None:
        """However often it waits, and in the order that defer() promises."""
        body = """
        async void f(string s) { defer((: p("1") :)); await async_yield(); defer((: p("2") :)); p(s); await 1; }
        void g() { defer((: p("g") :)); f("f"); p("in g"); }
        void logon() { g(); }
        """
        assert logon(tmp_path, body, profile=Profile.FLUFFOS) == ['"in g"', '"g"', '"f"', '"2"', '"1"']


class TestCancel:
    """promise_cancel() makes the next await raise, and ends what is awaited."""

    def test_where_it_waits(self, tmp_path: Path) -> None:
        """The call_out that it waited for is gone, and the status cannot be mistaken."""
        body = """
        async void f() { await call_out(50); p("not here"); }
        async void g(promise q) { p(acatch(await q)); p(promise_status(q)); p(sizeof(call_out_info())); }
        void logon() { promise a = f(); g(a); p(promise_cancel(a)); p(promise_status(a)); }
        """
        assert logon(tmp_path, body) == ["1", "0", '"*async function cancelled"', "3", "0"]

    def test_the_function_may_clean_up_and_go_on(self, tmp_path: Path) -> None:
        """The request is used up by the first await that raises."""
        body = """
        async int f() { p(acatch(await call_out(50))); await async_yield(); return 9; }
        void logon() { promise a = f(); promise_cancel(a); promise_then(a, (: p($1) :)); }
        """
        assert logon(tmp_path, body) == ['"*async function cancelled"', "9"]

    def test_what_somebody_else_waits_for_goes_on(self, tmp_path: Path) -> None:
        """Only who waits alone takes the work along."""
        body = """
        async int work() { await async_yield(); await async_yield(); return 4; }
        async void f(promise w) { p(await w); }
        void logon() { promise w = work(); promise a = f(w); f(w); promise_cancel(a); }
        """
        assert logon(tmp_path, body) == ["4"]

    def test_inner_functions_and_combinations_are_cancelled_too(self, tmp_path: Path) -> None:
        """Down to the call_outs at the ends."""
        body = """
        async void leaf(int n) { string s = acatch(await call_out(50)); p(s + n); throw(s); }
        async void f() { await promise_all(({ leaf(1), promise_then(leaf(2)), promise_race(({ leaf(3) })) })); }
        void logon() { promise_cancel(f()); p(sizeof(call_out_info())); }
        """
        assert logon(tmp_path, body) == [
            "0", '"*async function cancelled1"', '"*async function cancelled2"', '"*async function cancelled3"',
        ]  # fmt: skip

    def test_what_cannot_be_cancelled(self, tmp_path: Path) -> None:
        """A promise without work; one that is settled gives 0."""
        body = """
        async int done() { return 1; }
        void logon() { p(catch(promise_cancel(promise_create())) != 0); p(promise_cancel(done())); }
        """
        assert logon(tmp_path, body) == ["1", "0"]

    def test_a_race_leaves_the_losers_alone(self, tmp_path: Path) -> None:
        """They run on until somebody cancels them."""
        body = """
        async void f() { promise slow = call_out(20); await promise_race(({ slow, async_yield() })); p("raced");
            p(promise_status(slow)); await slow; p("slow too"); }
        void logon() { f(); }
        """
        mud, seen = played(tmp_path, body)

        assert (seen, waited(mud, 20)) == (['"raced"', "0"], ['"slow too"'])


class TestEnds:
    """A coroutine does not outlive its object."""

    def test_destruct_ends_it_and_what_it_awaited(self, tmp_path: Path) -> None:
        """Who awaits it hears of it; nothing of it runs any more, not even what it deferred."""
        other = """
        async int f(object who) { defer((: call_other, who, "p", "deferred" :)); await call_out(9); who->p("no"); }
        """
        body = """
        async void g(object other) { p(acatch(await other->f(this_object()))); }
        void logon() { object other = load_object("/other"); g(other); destruct(other); p(sizeof(async_info())); }
        """
        mud, seen = played(tmp_path, body, {"other.c": other}, profile=Profile.FLUFFOS)

        assert seen == ["1", '"*async function f was given up: its object was destructed', '"']
        assert (waited(mud, 20), mud.outside.logged) == ([], [])
        assert not mud.world.timers.pending()

    def test_an_object_that_destructs_itself_runs_to_its_next_await(self, tmp_path: Path) -> None:
        """As code of a destructed object always runs to its end."""
        other = """
        async void f(object who) { destruct(this_object()); who->p("still"); await async_yield(); who->p("no"); }
        """
        body = 'void logon() { load_object("/other")->f(this_object()); }'

        assert logon(tmp_path, body, {"other.c": other}) == ['"still"']

    def test_a_program_that_is_replaced(self, tmp_path: Path) -> None:
        """recompile_object() gives the object new code, in which nothing waits."""
        body = """
        async void g(object other) { p(acatch(await other->f())); p(await other->f()); }
        void logon() { object other = load_object("/other"); g(other); p(recompile_object(other) != 0); }
        """
        other = "async int f() { await async_yield(); return 5; }"

        assert logon(tmp_path, body, {"other.c": other}, profile=Profile.FLUFFOS) == [
            "1", '"*async function f was given up: its program was replaced', '"', "5",
        ]  # fmt: skip

    def test_work_of_an_object_that_is_gone(self, tmp_path: Path) -> None:
        """Who holds the promise is told."""
        body = """
        async void g(object other) { p(acatch(await other->f())); }
        void logon() { object other = load_object("/other"); g(other); destruct(other); p(sizeof(call_out_info())); }
        """
        _, seen = played(tmp_path, body, {"other.c": "promise f() { return call_out(5); }"})

        assert seen == ["0", '"*the object that asked for it is gone (/other)\\n"']


class TestPromises:
    """The efuns of promises."""

    def test_combinations(self, tmp_path: Path) -> None:
        """Values in the order of the inputs, whatever the order of the ends; what is no promise is a value."""
        body = """
        async int good(int n, int turns) { while (turns--) await async_yield(); return n; }
        async int bad(int n, int turns) { while (turns--) await async_yield(); throw(n); return 0; }
        string s(mixed x) { return sprintf("%O", x); }
        async void f() {
            p(implode(map(await promise_all(({ good(1, 3), 2, good(3, 0) })), (: "" + $1 :)), ","));
            p(acatch(await promise_all(({ good(1, 3), bad(8, 2), bad(9, 1) }))));
            p(await promise_any(({ bad(1, 0), good(2, 2), good(3, 1) })));
            p(implode(map(to_array(acatch(await promise_any(({ bad(1, 2), bad(2, 0) })))), (: "" + $1 :)), ","));
            p(await promise_race(({ good(1, 2), good(2, 1) })));
            p(acatch(await promise_race(({ good(1, 2), bad(2, 1) }))));
            mapping *ends = await promise_all_settled(({ good(1, 2), bad(2, 1) }));
            p(({ ends[0]["status"], ends[0]["value"], ends[1]["status"], ends[1]["reason"] }));
            p(sizeof(await promise_all(({ })))); p(catch(promise_race(({ }))) != 0);
            p(sizeof(acatch(await promise_any(({ })))));
        }
        mixed *to_array(mixed x) { return x; }
        void logon() { f(); }
        """
        assert logon(tmp_path, body) == [
            '"1,2,3"', "9", "3", '"1,2"', "2", "2", "({", "  1,", "  1,", "  2,", "  2,", "})", "0", "1", "0",
        ]  # fmt: skip

    def test_a_promise_as_a_value(self, tmp_path: Path) -> None:
        """Identity, kinds, printing, keys, and nothing of it in a save file."""
        body = """
        promise q = promise_create(); int kept = 3;
        void logon() {
            promise r = promise_create(); mapping m = ([ q: 1, r: 2 ]);
            p(typeof(q)); p(q == q); p(q == r); p(m[q] + m[r] * 10); p(copy(q) == q); p(promisep(q)); p(promisep(0));
            p(q); promise_resolve(r, ({ 1 })); p(r);
            p(catch(promise_resolve(r)) != 0); p(catch(promise_result(q)) != 0);
            promise_resolve(q, r); p(promise_status(q)); p(catch(promise_resolve(q, q)) != 0); p(!q);
            save_object("/saved"); q = 0; kept = 0; restore_object("/saved"); p(q); p(kept);
        }
        """
        shown = logon(tmp_path, body, profile=Profile.FLUFFOS)

        assert shown == [
            '"promise"', "1", "0", "21", "1", "1", "0", "PROMISE( pending )",
            "PROMISE( fulfilled: ({ /* sizeof() == 1 */", "    1", "  }) )", "1", "1", "1", "1", "0", "0", "3",
        ]  # fmt: skip

    def test_an_async_function_settles_its_promise_itself(self, tmp_path: Path) -> None:
        """Nobody else may; a promise that it returns is its end."""
        body = """
        async int f() { await async_yield(); return 1; }
        async int g() { return f(); }
        async void h() { p(await g()); }
        void logon() { p(catch(promise_resolve(f(), 5))); h(); }
        """
        assert logon(tmp_path, body) == ['"*promise_resolve: an async function settles its promise itself\\n"', "1"]

    def test_handlers(self, tmp_path: Path) -> None:
        """A value goes through a chain, an error to the next handler of errors; one that fails rejects its own."""
        body = """
        void logon() {
            promise a = promise_create();
            promise b = promise_then(a, (: $1 + 1 :)); promise c = promise_then(b, (: error("oh" + $1) :));
            promise d = promise_then(c, (: p("not") :)); promise e = promise_catch(d, (: p($1), 7 :));
            promise_then(e, (: p($1) :)); promise_resolve(a, 1);
        }
        """
        assert logon(tmp_path, body) == ['"*oh2\\n"', "7"]

    def test_what_waits_can_be_seen(self, tmp_path: Path) -> None:
        """async_info() has the place of every function that waits."""
        body = """
        async void f() {
            acatch(await call_out(5)); }
        void logon() { f(); mapping i = async_info()[0];
            p(({ i["kind"], i["function"], i["file"], i["line"], i["acatch_depth"], i["object"] == this_object() })); }
        """
        assert logon(tmp_path, body) == ["({", '  "await",', '  "f",', '  "/user.c",', "  4,", "  1,", "  1,", "})"]

    def test_a_pause(self, tmp_path: Path) -> None:
        """call_out() with a delay alone; remove_call_out() of all rejects it."""
        body = """
        async void f() { await call_out(2); p("two"); p(acatch(await call_out(0.5))); p(acatch(await call_out(9))); }
        void stop() { remove_call_out(); }
        void logon() { f(); call_out("stop", 4); p(catch(call_out(1, 2)) != 0); }
        """
        mud, seen = played(tmp_path, body)

        assert (seen, waited(mud, 1), waited(mud, 2), waited(mud, 2)) == (
            ["1"], [], ['"two"', "0"], ['"*call_out removed\\n"'],
        )  # fmt: skip
