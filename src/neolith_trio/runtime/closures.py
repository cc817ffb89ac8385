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
(quiet.py), `direct` is the number of given arguments up to which it may be called at once, without the books.
`walk`, of an expression that stands where filter() or map() wants a function, gives all that these make of an array by
it, unless there is an error: it is called with the owner, the bound arguments and the array.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal

from .values import Entity

Kind = Literal["efun", "local", "simul", "expression", "anonymous"]
Order = Literal["ints", "ints, falling", "strings", "strings, falling"]
"""What an expression compares, when it does so as Python would: sort_array() need not call it then."""


ANY_NUMBER: Final = 1 << 30  # more arguments than any call has


class Closure:
    """A function value; `bound` arguments come before the arguments of the call.

    `maximum` is how many arguments the callable takes (further ones are dropped), -1 for any number.
    """

    __slots__ = (
        "__weakref__", "bound", "direct", "kind", "maximum", "minimum", "name", "order", "owner", "quiet", "run",
        "steady", "walk",
    )  # fmt: skip

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
        self.direct = -1
        if quiet:
            self.direct = ANY_NUMBER if maximum < 0 else maximum - len(self.bound)
        self.order: Order | None = None
        self.steady = False  # it calls nothing and changes nothing
        self.walk: Callable[..., list[Any]] | None = None

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
