"""Calls of function values.

The runtime writes on a quiet function value what to call (runtime/closures.py). Compiled code looks for that itself,
and calls it while the owner is alive, which takes half the time of calling the runtime's function; that one does the
same, and everything that other values need.

Where it is known which literal a value is (known.py), a short expression that cannot fail with these arguments stands
in the place of its call. So nobody can tell: no error has to say where it happened, and what the literal computes is
quiet.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Final

import attrs

from .. import nodes
from ..symbols import FunctionScope, Local
from . import builder as py
from .emitter import ACTS, FIXED, Code, Emitter
from .known import Literal, expression_of
from .operations import may_fail, promise
from .values import arguments

MOST: Final = 4
"""Arguments for which the runtime has a function of its own (runtime/sites.py)."""


def evaluation(emitter: Emitter, expressions: list[nodes.Expression]) -> Code:
    """The call of a function value, the first of the expressions."""
    count = len(expressions) - 1
    if not 0 <= count <= MOST or any(isinstance(one, nodes.Spread) for one in expressions):
        return Code(py.call("_evaluate", py.name("self"), *arguments(emitter, expressions)), None, ACTS)
    codes = emitter.operands(expressions)
    if not emitter.program.environment.options.proofs:
        return Code(_by_runtime([code.value for code in codes]), None, ACTS)
    match expressions[0]:
        case nodes.Name(symbol=Local() as local) if local in emitter.known:
            function, *given = codes
            return _of_literal(emitter, emitter.known[local], expressions[1:], function, _as_simple(emitter, given))
        case _:
            return Code(_at_once(emitter, _as_simple(emitter, codes, 1)), None, ACTS)


def _by_runtime(values: list[ast.expr]) -> ast.expr:
    return py.call(f"_evaluate_{len(values) - 1}", py.name("self"), *values)


def _as_simple(emitter: Emitter, codes: list[Code], first: int = 0) -> list[Code]:
    """The same where all from the `first` on may be written twice."""
    for number in range(len(codes) - 1, first - 1, -1):
        if not codes[number].is_simple:
            return [emitter.save(code) for code in codes[: number + 1]] + codes[number + 1 :]
    return codes


def _at_once(emitter: Emitter, codes: list[Code]) -> ast.expr:
    """call(arguments) if there is a `call` on the function, and its owner lives, else the runtime's function."""
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


def _of_literal(
    emitter: Emitter, literal: Literal, arguments: Sequence[nodes.Expression], function: Code, given: list[Code]
) -> Code:
    """The call of a literal of this function, whose owner is this object."""
    counts = emitter.program.environment.options.counting and isinstance(literal, nodes.AnonymousFunction)
    alive = py.negate(py.has_class(py.name("self"), "_Destructed"))
    inside = _in_place(emitter, literal, given)
    if inside is not None:
        error = _by_runtime([function.value, *(code.value for code in given)])
        emitter.emit(ast.If(py.has_class(py.name("self"), "_Destructed"), [ast.Expr(error)], []))
        if counts:
            emitter.program.count_step(emitter)
        return inside
    called = _called(emitter, literal, alive, function, given)
    doubtful = [
        code.node
        for code, one in zip(given, arguments, strict=True)
        if code.kind is None and promise(one) in ("int", "any")
    ]
    if doubtful and not counts:
        hoped = [attrs.evolve(code, kind="int") if code.node in doubtful else code for code in given]
        inside = _in_place(emitter, literal, hoped)
        if inside is not None:
            tests = [alive, py.all_have_class(doubtful, "int")]
            return Code(py.choose(py.both(ast.And, tests), inside.value, called), None, ACTS)
    return Code(called, None, ACTS)


def _called(emitter: Emitter, literal: Literal, alive: ast.expr, function: Code, given: list[Code]) -> ast.expr:
    """The call of what the runtime has written on a literal's value; of bound arguments this function knows, too."""
    values = [code.value for code in given]
    slow = _by_runtime([function.value, *values])
    name = emitter.new_name()
    look: ast.expr = py.attribute(function.value, f"call{len(values)}")
    call: ast.expr = py.name(name)
    bound = emitter.kept.get(literal) if isinstance(literal, nodes.FunctionPointer) else None
    if bound:
        # CPython would look for a method of the class if the attribute itself were called
        call, values = py.walrus(name, py.attribute(function.value, "method")), [*(one.value for one in bound), *values]
    else:
        look = py.walrus(name, look)
    ready = py.compare(look, ast.IsNot, py.constant(None))
    return py.choose(py.both(ast.And, [ready, alive]), py.call(call, *values), slow)


def _in_place(emitter: Emitter, literal: Literal, given: list[Code]) -> Code | None:
    """What a literal computes of these arguments; None where it may do anything else, or fail."""
    body = expression_of(literal)
    if body is None:
        return None
    inner = Emitter(emitter.program, FunctionScope(), {})
    inner.line, inner.column = emitter.line, emitter.column
    inner.stands_for = _arguments_of(literal, given)
    inner.at_hand = emitter.kept.get(literal, [])
    inner._temporaries = emitter._temporaries
    code = inner.expression(body)
    if inner.out or code.level == ACTS or may_fail(code.node):
        return None
    emitter._temporaries = inner._temporaries
    return code


def _arguments_of(literal: Literal, given: list[Code]) -> dict[int | Local, Code]:
    """What stands for each argument of a literal; those that are not given are undefined."""
    match literal:
        case nodes.ExpressionFunction():
            names: list[int | Local] = [*range(1, literal.arity + 1)]
        case nodes.AnonymousFunction():
            names = [one.symbol for one in literal.arguments]
        case _:
            names = []
    missing = [Code(py.name("U"), "int", FIXED, (0, 0)) for _ in names[len(given) :]]
    return dict(zip(names, [*given, *missing], strict=False))
