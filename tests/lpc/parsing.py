"""Parsing for tests: LPC text in, the tree in a short spelling out, and the messages with their places."""

from __future__ import annotations

import attrs

from neolith_trio.lpc import nodes
from neolith_trio.lpc.lexer import lex
from neolith_trio.lpc.parser import NEOLITH, ParseOptions, parse
from neolith_trio.lpc.stream import LexOptions, TokenStream


def stream_of(text: str, *, extended: bool = False) -> TokenStream:
    """The tokens of a file /e.c."""
    return lex("/e.c", LexOptions(short_circuit_assignment=extended), lambda path: None, text)


def parsed(text: str, options: ParseOptions = NEOLITH) -> tuple[nodes.Program, list[str]]:
    """The program and its messages as `line:column message`."""
    stream = stream_of(text, extended=options.null_coalescing)
    program = parse(stream, options)
    messages = [f"{d.line}:{d.column} {d.full_message()}" for d in stream.diagnostics.in_source_order()]
    return program, messages


def program(text: str, options: ParseOptions = NEOLITH) -> nodes.Program:
    """The program of a text that has no errors."""
    tree, messages = parsed(text, options)
    assert messages == []
    return tree


def messages(text: str, options: ParseOptions = NEOLITH) -> list[str]:
    """The messages about a text, with their places."""
    return parsed(text, options)[1]


def complaints(text: str, options: ParseOptions = NEOLITH) -> list[str]:
    """The messages about a text, without their places."""
    return [message.partition(" ")[2] for message in messages(text, options)]


def body(text: str, options: ParseOptions = NEOLITH) -> list[nodes.Statement]:
    """The statements of a function that has `text` as its body."""
    function = program(f"void f() {{ {text}\n}}", options).definitions[0]
    assert isinstance(function, nodes.Function)
    assert function.body is not None
    return function.body.statements


def expression(text: str, options: ParseOptions = NEOLITH) -> nodes.Expression:
    """The tree of an expression."""
    (statement,) = body(f"{text};", options)
    assert isinstance(statement, nodes.ExpressionStatement)
    return statement.expression


def spelled(text: str, options: ParseOptions = NEOLITH) -> str:
    """The tree of an expression in a short spelling."""
    return spell(expression(text, options))


_UNSPELLED = {"file", "line", "column", "symbol", "scope", "type", "end_line"}


def spell(value: object) -> str:
    """A tree as (Kind field field ...), where names, numbers, strings and operators stand for themselves."""
    match value:
        case nodes.Name(name=name):
            return name
        case nodes.Number(value=number) | nodes.Real(value=number):
            return str(number)
        case nodes.String(value=text):
            return f'"{text}"'
        case nodes.Binary() | nodes.Assign():
            left, right = (value.left, value.right) if isinstance(value, nodes.Binary) else (value.target, value.value)
            return f"({spell(left)} {value.operator} {spell(right)})"
        case nodes.Logical(operator=operator, operands=operands):
            return "(" + f" {operator} ".join(spell(operand) for operand in operands) + ")"
        case nodes.Unary(operator=operator, operand=operand):
            return f"({operator}{spell(operand)})"
        case nodes.Type():
            return f"<{value}>"
        case nodes.Node():
            return _spell_node(value)
        case list() | tuple():
            return "[" + " ".join(spell(item) for item in value) + "]"
        case str():
            return value
    return repr(value)


def _spell_node(node: nodes.Node) -> str:
    """Kind and fields; fields that have their default are left out."""
    parts = [type(node).__name__]
    for field in attrs.fields(type(node)):
        value = getattr(node, field.name)
        hidden = field.name in _UNSPELLED and not isinstance(value, nodes.Type)
        if not hidden and value != field.default:
            parts.append(spell(value))
    return "(" + " ".join(parts) + ")"
