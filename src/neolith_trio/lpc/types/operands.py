"""The types of operands: literals, names, indexes, ranges, class members, function pointers, special forms."""

from __future__ import annotations

from .. import nodes
from ..diagnostics import meant
from ..nodes import Type
from .checker import Checker, rule
from .operators import warn_unused
from .rules import (
    BUFFER,
    FLOAT,
    FUNCTION,
    INT,
    INTS,
    MAPPING,
    MIXED,
    MIXED_ARRAY,
    STRING,
    UNKNOWN,
    canonical,
    delivered,
    element_of,
)

# -- literals and names --------------------------------------------------------------------------------------


@rule(nodes.Number)
def number(checker: Checker, node: nodes.Number) -> Type:
    """0 stands for nothing at all, so it fits everywhere."""
    return INT if node.value else MIXED


@rule(nodes.Real)
def real(checker: Checker, node: nodes.Real) -> Type:
    return FLOAT


@rule(nodes.String)
def string(checker: Checker, node: nodes.String) -> Type:
    return STRING


@rule(nodes.Name)
def name(checker: Checker, node: nodes.Name) -> Type:
    """What was declared; an argument without a type is 'mixed', a global variable without one is 'unknown'."""
    symbol = node.symbol
    if symbol is None:
        return MIXED
    if isinstance(symbol, nodes.FunctionPointer):
        return FUNCTION
    type_ = checker.declared(symbol.type)
    return MIXED if type_ is UNKNOWN and not hasattr(symbol, "attribute") else type_


@rule(nodes.Parameter)
def parameter(checker: Checker, node: nodes.Parameter) -> Type:
    return MIXED


@rule(nodes.Captured)
def captured(checker: Checker, node: nodes.Captured) -> Type:
    return checker.value(node.expression)


@rule(nodes.Spread)
def spread(checker: Checker, node: nodes.Spread) -> Type:
    return checker.value(node.expression)


@rule(nodes.ReferenceArgument)
def reference_argument(checker: Checker, node: nodes.ReferenceArgument) -> Type:
    return checker.value(node.target)


@rule(nodes.Convert)
def convert(checker: Checker, node: nodes.Convert) -> Type:
    checker.value(node.expression)
    return FLOAT if node.to == "float" else INT


@rule(nodes.ArrayLiteral)
def array_literal(checker: Checker, node: nodes.ArrayLiteral) -> Type:
    checker.values(node.elements)
    return MIXED_ARRAY


@rule(nodes.MappingLiteral)
def mapping_literal(checker: Checker, node: nodes.MappingLiteral) -> Type:
    for key, value in node.pairs:
        checker.value(key)
        checker.value(value)
    return MAPPING


# -- parts of values -----------------------------------------------------------------------------------------


@rule(nodes.Index)
def index(checker: Checker, node: nodes.Index) -> Type:
    given = checker.value(node.index)
    base = node.base.type or MIXED
    if isinstance(node.base, nodes.ArrayLiteral):
        element = _constant_element(checker, node, node.base)
        if element is not None:
            return element
    if not checker.strict or base is MIXED:
        return MIXED
    if base is MAPPING:
        if node.from_end:
            checker.error("Illegal index for mapping.", node.index)
        return MIXED
    if not (base.stars or base is STRING or base is BUFFER):
        checker.wrong("Value indexed has a bad type ", base, node)
        return MIXED
    if given not in INTS:
        checker.wrong("Bad type of index", given, node.index)
    return element_of(base) if base.stars else INT


@rule(nodes.Template)
def template(checker: Checker, node: nodes.Template) -> Type:
    for value in node.values:
        checker.value(value)
    return STRING


@rule(nodes.OptionalIndex)
def optional_index(checker: Checker, node: nodes.OptionalIndex) -> Type:
    checker.value(node.index)
    return MIXED


def _constant_element(checker: Checker, node: nodes.Index, base: nodes.ArrayLiteral) -> Type | None:
    """The type of ({ ... })[1], where the element can be picked now."""
    at = checker.constant(node.index)
    size = len(base.elements)
    if not isinstance(at, int):
        return None
    if node.from_end:
        at = size - at
    if 0 <= at < size:
        return base.elements[at].type
    checker.error("Illegal index to array constant.", node.index)
    return None


def _known_end(number: int | float | None) -> bool:
    """Does a range end where its base does, with this behind its second <? It does when the number is constant."""
    return isinstance(number, int) and number <= 1


@rule(nodes.Range)
def range_(checker: Checker, node: nodes.Range) -> Type:
    first = checker.value(node.first)
    last = checker.value(node.last) if node.last is not None else INT
    if node.last is not None and node.last_from_end and _known_end(checker.constant(node.last)):
        node.last = None
    base = node.base.type or MIXED
    if not checker.strict:
        return MIXED
    if not (base.stars or base is MIXED or base is STRING or base is BUFFER):
        checker.wrong("Bad type of argument used for range: ", base, node)
        base = MIXED
    if first not in INTS:
        checker.wrong("Bad type of left index to range operator", first, node.first)
    if node.last is not None and last not in INTS:
        checker.wrong("Bad type of right index to range operator", last, node.last)
    return base


@rule(nodes.Member)
def member(checker: Checker, node: nodes.Member) -> Type:
    type_ = node.target.type or MIXED
    if (type_ is MIXED or type_ is MAPPING) and checker.environment.options.loose_types:
        found = (one.index(node.name) for one in checker.scope.classes.values())
        node.position = next((position for position in found if position >= 0), -1)
        return MIXED
    if type_.basic != "class" or type_.stars:
        checker.error("Left argument of -> is not a class", node)
        return MIXED
    node.position = checker.scope.classes[type_.class_name].index(node.name)
    return _member_type(checker, type_.class_name, node.name, node)


@rule(nodes.NewClass)
def new_class(checker: Checker, node: nodes.NewClass) -> Type:
    """Values of members are not checked, only their names."""
    for _, value in node.members:
        checker.value(value)
    if node.class_name not in checker.scope.classes:
        return MIXED
    for member_name, value in reversed(node.members):
        _member_type(checker, node.class_name, member_name, value)
    return canonical(Type("class", node.class_name))


def _member_type(checker: Checker, class_name: str, member_name: str, place: nodes.Node) -> Type:
    members = dict(checker.scope.classes[class_name].members)
    if member_name in members:
        return checker.declared(members[member_name])
    checker.error(f"Class '{class_name}' has no member '{member_name}'", place, meant(member_name, members))
    return MIXED


# -- function pointers ---------------------------------------------------------------------------------------


@rule(nodes.ExpressionFunction)
def expression_function(checker: Checker, node: nodes.ExpressionFunction) -> Type:
    checker.value(node.body)
    return FUNCTION


@rule(nodes.CallOtherPointer)
def call_other_pointer(checker: Checker, node: nodes.CallOtherPointer) -> Type:
    checker.values((node.target, node.name, *node.bound))
    return FUNCTION


@rule(nodes.AnonymousFunction)
def anonymous_function(checker: Checker, node: nodes.AnonymousFunction) -> Type:
    """Types are always checked inside; without a declared type the function may return anything."""
    strict, returns = checker.strict, checker.returns
    checker.strict = True
    untyped = node.return_type.basic == "unknown"
    checker.returns = MIXED if untyped else checker.declared(node.return_type)
    delivers, checker.delivers = checker.delivers, False
    checker.statements(node.body.statements)
    checker.strict, checker.returns, checker.delivers = strict, returns, delivers
    return FUNCTION


# -- forms of their own --------------------------------------------------------------------------------------


@rule(nodes.Catch, nodes.TimeExpression)
def guarded(checker: Checker, node: nodes.Catch | nodes.TimeExpression) -> Type:
    if isinstance(node.body, nodes.Block):
        checker.statements(node.body.statements)
    else:
        checker.value(node.body)
        warn_unused(checker, node.body)
    return MIXED


@rule(nodes.Await)
def await_(checker: Checker, node: nodes.Await) -> Type:
    return delivered(checker.value(node.promise))


@rule(nodes.Sscanf)
def sscanf(checker: Checker, node: nodes.Sscanf) -> Type:
    checker.values((node.text, node.format, *node.targets))
    return INT


@rule(nodes.ParseCommand)
def parse_command(checker: Checker, node: nodes.ParseCommand) -> Type:
    checker.values((node.command, node.objects, node.pattern, *node.targets))
    return INT
