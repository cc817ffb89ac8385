"""LPC function values.

A Closure remembers the object that made it (its owner) and a Python function that does the work; calling it is
`calls.evaluate(this, closure, *args)`, which keeps the books (previous_object, depth, destructed owners). Compiled LPC
and the efuns that turn a function's name into a function value make closures; nobody else does.

    kind        what `run` is                                printed as (%O)
    efun        a Python function that checks its arguments  (: name :)
    local       an lfun of the owner                         (: name :)
    simul       a call of a simul_efun                       (: name :)
    expression  the function of (: ... $1 ... :)             (: <code>($1, ...) :)
    anonymous   the function of function int (...) { }       (: <code>... :)

`run` is called with the owner and then the bound and the given arguments, cut to `maximum`. When it is quiet
(quiet.py) and takes that many, `call0` ... `call4` are what is called with 0 ... 4 given arguments, without the books:
compiled code does so itself, once sites.py has filled them in. `method` is there then, too: it takes the bound
arguments and the given ones.
`filtering` and `changing`, of an expression that the same function gives to filter() or map(), give all that these make
of an array by it, unless there is an error: they are called with the owner, the bound arguments and the array.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from functools import partial
from typing import Any, Final, Literal

from .values import Entity

Kind = Literal["efun", "local", "simul", "expression", "anonymous"]
Order = Literal["ints", "ints, falling", "strings", "strings, falling"]
"""What an expression compares, when it does so as Python would: sort_array() need not call it then."""


LITERAL: Final = "functional"
"""The name in Python of the function of a function literal, which is never called but as a function value."""
_MARK: Final = ...  # a constant that no compiled LPC has


class Closure:
    """A function value; `bound` arguments come before the arguments of the call.

    `maximum` is how many arguments the callable takes (further ones are dropped), -1 for any number.
    """

    __slots__ = (
        "__weakref__", "bound", "call0", "call1", "call2", "call3", "call4", "changing", "filtering", "kind", "maximum",
        "method", "minimum", "name", "order", "owner", "quiet", "run", "steady",
    )  # fmt: skip

    call0: Callable[..., Any] | None
    call1: Callable[..., Any] | None
    call2: Callable[..., Any] | None
    call3: Callable[..., Any] | None
    call4: Callable[..., Any] | None
    method: Callable[..., Any]

    def __init__(
        self,
        kind: Kind,
        name: str,
        owner: Entity,
        run: Callable[..., Any],
        bound: tuple[Any, ...] = (),
        *,
        minimum: int = 0,
        maximum: int = -1,
        quiet: bool = False,
    ) -> None:
        self.kind = kind
        self.name = name
        self.owner = owner
        self.bound = bound
        self.minimum = minimum
        self.exchange(run, maximum, quiet=quiet)

    def exchange(self, run: Callable[..., Any], maximum: int, *, quiet: bool) -> None:
        """Let it do something else."""
        self.run = run
        self.maximum = maximum
        self.quiet = quiet
        self.call0 = self.call1 = self.call2 = self.call3 = self.call4 = None
        self.order: Order | None = None
        self.steady = False  # it calls nothing and changes nothing
        self.filtering: Callable[..., list[Any]] | None = None
        self.changing: Callable[..., list[Any]] | None = None

    def caller(self, count: int) -> Callable[..., Any] | None:
        """What calls it with `count` arguments, if it is quiet and takes so many."""
        bound = self.bound
        if not self.quiet or 0 <= self.maximum < len(bound) + count:
            return None
        self.method = method = types.MethodType(as_value(self.run), self.owner)
        return partial(method.__func__, self.owner, *bound) if bound else method

    def rebound(self, owner: Entity) -> Closure:
        """The same function with another owner: what the efun bind() makes."""
        return Closure(
            self.kind,
            self.name,
            owner,
            self.run,
            self.bound,
            minimum=self.minimum,
            maximum=self.maximum,
            quiet=self.quiet,
        )


def as_value(function: Any) -> Any:
    """The same function of LPC, such that a trace can tell a call by function value from one by name."""
    code = function.__code__
    if code.co_name == LITERAL:
        return function
    try:
        return function.as_value
    except AttributeError:
        marked = code.replace(co_consts=(*code.co_consts, _MARK))
        made = types.FunctionType(marked, function.__globals__, function.__name__, function.__defaults__)
        function.as_value = made
        return made


def is_value(code: types.CodeType) -> bool:
    """Is it the code of what as_value() gives?"""
    return code.co_name == LITERAL or code.co_consts[-1:] == (_MARK,)
