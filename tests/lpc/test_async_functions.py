"""async, await, acatch and promise in programs: where they may stand, what types make of them, and as plain names."""

from __future__ import annotations

from typing import Any

import pytest

from neolith_trio.lpc import nodes, types
from neolith_trio.lpc.compiler import compile_file
from neolith_trio.lpc.environment import CalledIn, EfunSignature, Environment
from neolith_trio.lpc.packing import pack, unpack
from neolith_trio.lpc.parser import FLUFFOS, NEOLITH, ParseOptions, parse
from neolith_trio.lpc.program import CompiledProgram
from neolith_trio.lpc.resolving import resolve
from neolith_trio.lpc.scope import ProgramScope
from neolith_trio.lpc.stream import LexOptions

from .parsing import stream_of

EFUNS = {
    one.name: one
    for one in (
        EfunSignature("write", "void", (("mixed",),), 1, 1, False, False),
        EfunSignature("promise_all", "promise", (("mixed *",),), 1, 1, True, False),
        EfunSignature("promise_status", "int", (("promise",),), 1, 1, False, False),
        EfunSignature("strlen", "int", (("string",),), 1, 1, False, False),
    )
}
APPLIES: dict[str, CalledIn] = {"create": "any object", "heart_beat": "any object", "valid_read": "the master"}
ENVIRONMENT = Environment(efuns=EFUNS, called_by_driver=APPLIES.get)
ASYNC = NEOLITH.with_async()


def problems(text: str, *parents: CompiledProgram, options: ParseOptions = ASYNC) -> list[str]:
    """The errors and warnings of a program."""
    stream = stream_of(text)
    tree = parse(stream, options)
    if not stream.diagnostics.error_count():
        scope = ProgramScope(tree, parents, ENVIRONMENT, stream.diagnostics)
        resolve(scope)
        types.check(scope, ENVIRONMENT)
    return [one.message for one in stream.diagnostics]


def compiled(text: str, path: str = "/a.c") -> CompiledProgram:
    """The program of a text that has no errors."""
    done = compile_file(path, ENVIRONMENT, lambda _: text, LexOptions(), ASYNC)
    assert done.program is not None, done.diagnostics
    return done.program


OUTSIDE = "'await' can only stand directly inside an async function"
POINTER = "'await' cannot stand in a function pointer or an anonymous function: call an async function there"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("void f() { int x = await g; }", OUTSIDE),
        ("int g; int h = await g;", OUTSIDE),
        ("void f() { acatch { write(1); }; }", "'acatch' can only stand directly inside an async function"),
        ("async void f() { function g = (: await $1 :); }", POINTER),
        ("async void f() { function g = function(int i) { return await i; }; }", POINTER),
        ("async void f() { catch(await f()); }", "'await' cannot stand inside catch: use acatch"),
        ("async void f() { catch { while (1) await f(); }; }", "'await' cannot stand inside catch: use acatch"),
        ("async void f() { time_expression(await f()); }", "'await' cannot stand inside time_expression: use acatch"),
        ("async void f() { catch(acatch(f())); }", "'acatch' cannot stand inside catch"),
        ("async void f() { while (1) acatch { break; }; }", "Cannot break out of catch { } or time_expression { }"),
        ("async int x;", "Illegal modifier: only functions can be async."),
        ("async: int f() { return 1; }", "Illegal modifier: only functions can be async."),
        ("async void create() { }", "Illegal to declare apply create async: the driver does not wait for it."),
        (
            "async int valid_read(string s) { return 1; }",
            "The driver does not wait for valid_read of the master, so it should not be async there.",
        ),
        ("int f(); async int f() { return 1; }", "Prototype and definition of f disagree about async."),
        ("async int f(); int f() { return 1; }", "Prototype and definition of f disagree about async."),
        ("promise<void> f() { }", "Illegal to declare promise of type void."),
        ("promise<promise<int> > f() { }", "Illegal type of a promise: a promise of a promise is that promise"),
        (
            "async promise<int> f() { return f(); }",
            "Async function f makes the promise itself: declare what it delivers.",
        ),
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    """The first message says why."""
    assert problems(text)[:1] == [message]


def test_reference_arguments_are_refused() -> None:
    """The caller's variable would change when the caller is long gone."""
    assert problems("async void f(int ref x) { x = 1; }", options=FLUFFOS.with_async()) == [
        "Illegal to declare 'ref' argument of async function f."
    ]


@pytest.mark.parametrize(
    ("parent", "heir", "is_fine"),
    [
        ("async int f() { return 1; }", "async int f() { return 2; }", True),
        ("async int f() { return 1; }", "int f() { return 2; }", False),
        ("int f() { return 1; }", "async int f() { return 2; }", False),
        ("private int f() { return 1; }", "async int f() { return 2; }", True),
        ("int f() { return 1; }", "private async int f() { return 2; }", True),
    ],
)
def test_heirs_agree_about_async(parent: str, heir: str, is_fine: bool) -> None:
    """What a program that is compiled already calls must still give what it gave."""
    found = problems(f'inherit "/a"; {heir}', compiled(parent))

    assert (found == []) is is_fine, found


CALLS = """
class point { int x; }
async int number() { return 1; } async string *names() { return ({ }); } async void nothing() { }
async class point where() { return new(class point); } async mixed whatever() { return 1; }
promise any; promise<int> *many; promise<int *> list; promise<int> one; mixed m;
"""


@pytest.mark.parametrize(
    "text",
    [
        "async void f() { int i = await number(); string *s = await names(); class point p = await where(); }",
        "void f() { one = number(); any = one; one = any; many = ({ one }); promise<string *> p = names(); m = one; }",
        "async int f() { return number(); }",
        "async void f() { int i; i = 1 + await one; list = any; await nothing(); i = promise_status(one); }",
        "async void f() { foreach (promise<int> p in many) write(await p); (promise<int>) m; }",
        "void f(promise<int> p, promise *q) { } promise<class point> g() { return where(); }",
        "async void f() { int i = await 5; mixed e = acatch(await one); e = acatch { await any; }; }",
    ],
)
def test_types_that_fit(text: str) -> None:
    """A call gives a promise of what the function declares, and await takes that out."""
    assert problems(CALLS + text) == []


@pytest.mark.parametrize(
    "text",
    [
        "void f() { int i = number(); }",
        "async void f() { string s = await number(); }",
        "void f() { promise<string> p; p = number(); }",
        "void f() { one = list; }",
        "void f() { many = one; }",
        "void g(promise<string> p) { } void f() { g(one); }",
        'async int f() { return "text"; }',
        "void f() { promise_status(5); }",
        "void f() { strlen(one); }",
        "void f() { write(one + 1); }",
        "promise<class nowhere> p() { }  void f() { promise<class nowhere> x; }",
    ],
)
def test_types_that_do_not_fit(text: str) -> None:
    """A promise is no value yet, and what it delivers is part of its type."""
    assert problems(CALLS + text) != []


@pytest.mark.parametrize("options", [ASYNC, FLUFFOS.with_async(), NEOLITH, FLUFFOS])
def test_the_words_are_names_where_they_can_be(options: ParseOptions) -> None:
    """Programs that were written before have variables and functions of these names."""
    text = """
    int await, async; mapping promise; string acatch;
    int acatch2(int await) { return await + 1; }
    int f(int promise) { int async = promise; async = await; await(1); acatch("x"); return promise < async; }
    void await(int n) { } void acatch(string s) { }
    void g() { foreach (await in ({ 1 })) write(await); promise["x"] = async ? await : -await; write(promise["x"]); }
    """
    assert problems(text.replace("int await, async;", "int async; int await;"), options=options) == []


def test_without_the_option_nothing_of_it_is_there() -> None:
    """An async function is a syntax error then."""
    assert problems("async int f() { return 1; }", options=NEOLITH) != []


def test_names_inside_an_async_function() -> None:
    """A word before an operand is the operator, elsewhere the name."""
    found = problems("int await; async int f() { await = 3; await++; int x = await; return await await; }")

    assert found == []


def test_await_binds_as_a_sign_does() -> None:
    """`await a + b` adds, `await f()->g()` awaits what g() gives, `-await x` negates."""
    tree = parse(stream_of("async void f() { await a + b; await f()->g()[1]; -await x; await (y = z); }"), ASYNC)
    [function] = [one for one in tree.definitions if isinstance(one, nodes.Function)]
    assert function.body is not None
    statements: list[Any] = function.body.statements
    added, called, negated, assigned = [one.expression for one in statements]

    kinds = [one.__class__ for one in (added, added.left, called, called.promise, negated, negated.operand)]
    assert kinds == [nodes.Binary, nodes.Await, nodes.Await, nodes.Index, nodes.Unary, nodes.Await]
    assert [one.__class__ for one in (assigned, assigned.promise)] == [nodes.Await, nodes.Assign]


def test_a_program_with_promises_comes_back_from_the_cache() -> None:
    """With the types of what they deliver."""
    program = compiled(CALLS)
    again = unpack(pack(program), (), {})

    assert again.variables == program.variables
    assert {name: one.signature for name, one in again.functions.items()} == {
        name: one.signature for name, one in program.functions.items()
    }
    assert str(again.functions["names"].signature.return_type) == "promise<string *>"
    assert again.functions["names"].signature.asynchronous
