"""Calls of function values.

The runtime writes on a quiet function value what to call (runtime/closures.py). Compiled code looks for that itself,
and calls it while the owner is alive, which takes half the time of calling the runtime's function; that one does the
same, and everything that other values need.
"""

from __future__ import annotations

import ast
from typing import Final

from .. import nodes
from . import builder as py
from .emitter import ACTS, Code, Emitter
from .values import arguments

MOST: Final = 4
"""Arguments for which the runtime has a function of its own (runtime/sites.py)."""


def evaluation(emitter: Emitter, expressions: list[nodes.Expression]) -> Code:
    """The call of a function value, the first of the expressions."""
    count = len(expressions) - 1
    if not 0 <= count <= MOST or any(isinstance(one, nodes.Spread) for one in expressions):
        return Code(py.call("_evaluate", py.name("self"), *arguments(emitter, expressions)), None, ACTS)
    codes = emitter.operands(expressions)
    if emitter.program.environment.options.proofs:
        return Code(_at_once(emitter, codes), None, ACTS)
    return Code(_by_runtime([code.value for code in codes]), None, ACTS)


def _by_runtime(values: list[ast.expr]) -> ast.expr:
    return py.call(f"_evaluate_{len(values) - 1}", py.name("self"), *values)


def _at_once(emitter: Emitter, codes: list[Code]) -> ast.expr:
    """call(arguments) if there is a `call` on the function, and its owner lives, else the runtime's function."""
    for number in range(len(codes) - 1, 0, -1):
        if not codes[number].is_simple:  # the arguments are written twice
            codes[: number + 1] = [emitter.save(code) for code in codes[: number + 1]]
            break
    looked_at = first = codes[0].value
    if not codes[0].is_simple:
        name = emitter.new_name()
        first, looked_at = py.name(name), py.walrus(name, first)
    values = [code.value for code in codes[1:]]
    call = emitter.new_name()
    ready = [
        py.has_class(looked_at, "_Closure"),
        py.compare(py.walrus(call, py.attribute(first, f"call{len(values)}")), ast.IsNot, py.constant(None)),
        py.negate(py.has_class(py.attribute(first, "owner"), "_Destructed")),
    ]
    return py.choose(py.both(ast.And, ready), py.call(call, *values), _by_runtime([first, *values]))
