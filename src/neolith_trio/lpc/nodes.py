"""The syntax tree of LPC: what the parser makes and the later stages read.

Rule: a node says what the programmer wrote, not what it means; names are resolved by scope.py and types by
types.py, which leave their findings in the fields marked `resolved` below. Every node carries the file, line
and column (both from 1) of its first token.

Operators are spelled as in the source ("+", "&&", "+=", "post++").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from .declared import Type as Type


@attrs.define(slots=True, eq=False, kw_only=True)
class Node:
    """Base of all nodes: the place in the source."""

    file: str = ""
    line: int = 0
    column: int = 0


# -- expressions ---------------------------------------------------------------------------------------------


@attrs.define(slots=True, eq=False, kw_only=True)
class Expression(Node):
    """An expression; `type` is filled by the type stage (resolved)."""

    type: Type | None = None


@attrs.define(slots=True, eq=False)
class Number(Expression):
    value: int


@attrs.define(slots=True, eq=False)
class Real(Expression):
    value: float


@attrs.define(slots=True, eq=False)
class String(Expression):
    value: str


@attrs.define(slots=True, eq=False)
class Name(Expression):
    """A variable, or (where a value of that name is a function) a function name in a function pointer."""

    name: str
    symbol: Any = None  # resolved: scope.Local or scope.Global


@attrs.define(slots=True, eq=False)
class Parameter(Expression):
    """`$1` inside a function pointer."""

    number: int


@attrs.define(slots=True, eq=False)
class Captured(Expression):
    """`$(expression)` inside a function pointer: evaluated where the pointer is made."""

    expression: Expression


@attrs.define(slots=True, eq=False)
class Unary(Expression):
    """'-', '!', '~' before an operand."""

    operator: str
    operand: Expression


@attrs.define(slots=True, eq=False)
class Step(Expression):
    """'++' and '--', before (prefix) or behind an lvalue."""

    operator: str
    operand: Expression
    prefix: bool


@attrs.define(slots=True, eq=False)
class Binary(Expression):
    """All two-operand operators but '&&', '||', '??' and ','."""

    operator: str
    left: Expression
    right: Expression


@attrs.define(slots=True, eq=False)
class Logical(Expression):
    """'&&', '||' and '??' as one chain, flattened: a && b && c has three operands."""

    operator: str
    operands: list[Expression]


@attrs.define(slots=True, eq=False)
class Conditional(Expression):
    """condition ? then : otherwise. `then` and `otherwise` of long chains nest to the right."""

    condition: Expression
    then: Expression
    otherwise: Expression


@attrs.define(slots=True, eq=False)
class Comma(Expression):
    """a, b, c: the value of the last."""

    expressions: list[Expression]


@attrs.define(slots=True, eq=False)
class Assign(Expression):
    """target operator value, operator one of = += -= *= /= %= &= |= ^= <<= >>= (&&= ||= ??=)."""

    operator: str
    target: Expression
    value: Expression


@attrs.define(slots=True, eq=False)
class Index(Expression):
    """base[index] or base[<index] (from_end)."""

    base: Expression
    index: Expression
    from_end: bool = False


@attrs.define(slots=True, eq=False)
class OptionalIndex(Expression):
    """mapping?.name and mapping?.[key]: 0 where there is no mapping."""

    base: Expression
    index: Expression


@attrs.define(slots=True, eq=False)
class Range(Expression):
    """base[first..last]; last is None in base[first..]; the flags say '<'."""

    base: Expression
    first: Expression
    first_from_end: bool
    last: Expression | None
    last_from_end: bool


@attrs.define(slots=True, eq=False)
class Spread(Expression):
    """`array...` in an argument list, an array or a class constructor."""

    expression: Expression


@attrs.define(slots=True, eq=False)
class ReferenceArgument(Expression):
    """`ref lvalue` in an argument list (other dialects)."""

    target: Expression


@attrs.define(slots=True, eq=False)
class ArrayLiteral(Expression):
    elements: list[Expression]


@attrs.define(slots=True, eq=False)
class MappingLiteral(Expression):
    pairs: list[tuple[Expression, Expression]]


@attrs.define(slots=True, eq=False)
class Call(Expression):
    """name(arguments); `efun::name`, `::name`, `label::name` carry the label ('efun', '' or the label).

    `keyword` marks `new(path)`: the efun clone_object itself, whatever else has that name, without asking.
    """

    name: str
    arguments: list[Expression]
    label: str | None = None
    keyword: bool = False
    symbol: Any = None  # resolved: scope.* says which function this is


@attrs.define(slots=True, eq=False)
class CallOther(Expression):
    """target->name(arguments); `name` is a str, or an expression for target->(expression)(arguments)."""

    target: Expression
    name: str | Expression
    arguments: list[Expression]


@attrs.define(slots=True, eq=False)
class DotCall(Expression):
    """value.efun(arguments): the efun with value as first argument."""

    target: Expression
    name: str
    arguments: list[Expression]


@attrs.define(slots=True, eq=False)
class Evaluate(Expression):
    """(*function)(arguments)."""

    function: Expression
    arguments: list[Expression]


@attrs.define(slots=True, eq=False)
class Member(Expression):
    """value->member of a class value (or value.member in other dialects)."""

    target: Expression
    name: str
    position: int = -1  # of the member in its class; -1: no class in sight has it


@attrs.define(slots=True, eq=False)
class NewClass(Expression):
    """new(class name, member : value, ...)."""

    class_name: str
    members: list[tuple[str, Expression]]


@attrs.define(slots=True, eq=False)
class Cast(Expression):
    """(type)expression."""

    to: Type
    expression: Expression


@attrs.define(slots=True, eq=False)
class Convert(Expression):
    """Inserted by the type stage: an int where a float is declared or the reverse; `to` is 'int' or 'float'."""

    to: str
    expression: Expression


@attrs.define(slots=True, eq=False)
class Catch(Expression):
    """catch(expression) or catch { block }; `suspends` for acatch, in which a function may await."""

    body: Expression | Block
    suspends: bool = False


@attrs.define(slots=True, eq=False)
class Await(Expression):
    """await expression."""

    promise: Expression


@attrs.define(slots=True, eq=False)
class TimeExpression(Expression):
    """time_expression(expression) or time_expression { block }."""

    body: Expression | Block


@attrs.define(slots=True, eq=False)
class Template(Expression):
    """`text ${value} text`: one text more than values."""

    texts: list[str]
    values: list[Expression]


@attrs.define(slots=True, eq=False)
class Sscanf(Expression):
    text: Expression
    format: Expression
    targets: list[Expression]


@attrs.define(slots=True, eq=False)
class ParseCommand(Expression):
    command: Expression
    objects: Expression
    pattern: Expression
    targets: list[Expression]


@attrs.define(slots=True, eq=False)
class FunctionPointer(Expression):
    """(: name, bound... :): a pointer to a function of that name with bound arguments."""

    name: str
    bound: list[Expression]
    label: str | None = None
    symbol: Any = None  # resolved


@attrs.define(slots=True, eq=False)
class ExpressionFunction(Expression):
    """(: expression :) over $1, $2, ...; `arity` is the highest parameter number.

    Source text of the expression as the reference prints it (%O) is not kept: it prints (: <code>(...) :).
    """

    body: Expression
    arity: int


@attrs.define(slots=True, eq=False)
class CallOtherPointer(Expression):
    """(: target, "name" or expression, bound... :): call_other on what target evaluates to when made."""

    target: Expression
    name: Expression
    bound: list[Expression]


@attrs.define(slots=True, eq=False)
class AnonymousFunction(Expression):
    """function type (arguments) { body }."""

    return_type: Type
    arguments: list[Argument]
    body: Block
    varargs: bool = False
    scope: Any = None  # resolved


# -- statements ----------------------------------------------------------------------------------------------


@attrs.define(slots=True, eq=False, kw_only=True)
class Statement(Node):
    """A statement."""


@attrs.define(slots=True, eq=False)
class ExpressionStatement(Statement):
    expression: Expression


@attrs.define(slots=True, eq=False)
class LocalDeclaration(Statement):
    """One declared local, `type name = value`; a list of names becomes several of these in a row."""

    type: Type
    name: str
    value: Expression | None = None
    symbol: Any = None  # resolved: scope.Local


@attrs.define(slots=True, eq=False)
class Block(Statement):
    statements: list[Statement]
    end_line: int = 0


@attrs.define(slots=True, eq=False)
class If(Statement):
    """An if with all its else-ifs: `arms` in order, then the else part."""

    arms: list[tuple[Expression, Statement]]
    otherwise: Statement | None = None


@attrs.define(slots=True, eq=False)
class While(Statement):
    condition: Expression
    body: Statement


@attrs.define(slots=True, eq=False)
class DoWhile(Statement):
    body: Statement
    condition: Expression


@attrs.define(slots=True, eq=False)
class For(Statement):
    """for (initial; condition; step) body; `initial` holds declarations or an expression statement."""

    initial: list[Statement]
    condition: Expression | None
    step: Expression | None
    body: Statement


@attrs.define(slots=True, eq=False)
class Foreach(Statement):
    """foreach (targets in collection): each target a LocalDeclaration or a Name; one or two of them."""

    targets: list[LocalDeclaration | Name]
    collection: Expression
    body: Statement
    references: bool = False


@attrs.define(slots=True, eq=False)
class Case(Node):
    """A label: `first` None is default; `last` not None is a range first..last.

    Labels are constant expressions; the parser delivers them folded to int or str.
    """

    first: int | str | None
    last: int | None = None
    is_range: bool = False


@attrs.define(slots=True, eq=False)
class Switch(Statement):
    """`body` is the flat sequence of labels and statements, in source order."""

    subject: Expression
    body: list[Case | Statement]


@attrs.define(slots=True, eq=False)
class Return(Statement):
    value: Expression | None = None


@attrs.define(slots=True, eq=False)
class Break(Statement):
    pass


@attrs.define(slots=True, eq=False)
class Continue(Statement):
    pass


# -- definitions ---------------------------------------------------------------------------------------------


@attrs.define(slots=True, eq=False)
class Argument(Node):
    """One declared argument; `name` is '' in a prototype without names."""

    type: Type
    name: str
    default: Expression | None = None
    by_reference: bool = False
    symbol: Any = None  # resolved


@attrs.define(slots=True, eq=False)
class Function(Node):
    """A function, or a prototype when `body` is None. `modifiers` as in the source ('private', 'static', ...)."""

    name: str
    modifiers: frozenset[str]
    return_type: Type
    arguments: list[Argument]
    body: Block | None
    varargs_list: bool = False  # the last argument takes the rest as an array: `mixed *rest...`
    strict: bool = False  # exact types are checked inside (a return type was given, or strict_types)
    scope: Any = None  # resolved


@attrs.define(slots=True, eq=False)
class GlobalVariable(Node):
    name: str
    modifiers: frozenset[str]
    type: Type
    value: Expression | None = None


@attrs.define(slots=True, eq=False)
class Inherit(Node):
    path: str
    modifiers: frozenset[str]


@attrs.define(slots=True, eq=False)
class ClassDefinition(Node):
    name: str
    modifiers: frozenset[str]
    members: list[tuple[str, Type]]


Definition = Function | GlobalVariable | Inherit | ClassDefinition


@attrs.define(slots=True, eq=False)
class Program(Node):
    """A whole file: definitions in source order, and the pragmas that were on."""

    path: str
    definitions: Sequence[Definition]
    pragmas: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()  # the words of definitions with syntax errors, "inherit" among them
