"""Function pointers `(: ... :)`, anonymous functions, and the `$` parameters inside them.

Rule: `(: name :)` and `(: name, bound :)` are pointers to whatever `name` means; scope.py decides that, and where it is
a global variable the pointer is one that yields its value. Everything else between `(:` and `:)` is an expression,
evaluated when the pointer is called. `$n` belongs to the nearest of those; inside `$( )` it belongs to the next outer
one.

A layer of the parser: above operands, below statements.
"""

from __future__ import annotations

import attrs

from ..nodes import (
    AnonymousFunction,
    Argument,
    Block,
    CallOtherPointer,
    Captured,
    Comma,
    Expression,
    ExpressionFunction,
    FunctionPointer,
    Name,
    Number,
    Parameter,
    String,
)
from ..tokens import NAME, Token
from .cursor import at
from .flow import Flow
from .operands import OperandParser
from .typenames import UNKNOWN

HIGHEST_PARAMETER = 256  # `$256`: an LPC function has no more arguments than that


_NO_AWAIT = "cannot stand in a function pointer or an anonymous function: call an async function there"


@attrs.frozen(slots=True)
class Arguments:
    """The declared arguments of a function."""

    arguments: list[Argument]
    varargs: bool = False
    unnamed: bool = False


@attrs.define(slots=True)
class FunctionContext:
    """The function pointer or anonymous function around an expression."""

    parent: FunctionContext | None
    arguments: list[Argument] | None = None  # None for a pointer
    arity: int = 0


class FunctionalParser(OperandParser):
    """Reads function pointers and anonymous functions."""

    context: FunctionContext | None = None

    def argument_list(self, *, strict: bool) -> Arguments:
        """The arguments of a function declaration, up to and with the closing parenthesis."""
        raise NotImplementedError

    # -- pointers -------------------------------------------------------------------------------------------

    def function_pointer(self) -> Expression:
        token = self.advance()
        if self._points_to_name():
            return at(self._pointer_to_name(), token)
        self.context = FunctionContext(self.context)
        no_await, self.no_await = self.no_await, _NO_AWAIT
        body = self.sequence()
        self.no_await = no_await
        arity = self.context.arity
        self.context = self.context.parent
        self._close_pointer()
        if isinstance(body, String):
            self.warning("Function pointer returning string constant is NOT a function call", token)
        if self.options.call_other_pointers and isinstance(body, Comma) and isinstance(body.expressions[1], String):
            target, name, *bound = body.expressions
            return at(CallOtherPointer(target, name, bound), token)
        return at(ExpressionFunction(body, arity), token)

    def _points_to_name(self) -> bool:
        """Whether the pointer is a (labelled) name alone or a name with bound arguments."""
        distance = 0
        if self.peek().kind == "::":
            distance = 2
        elif self.token.kind == "::":
            distance = 1
        return self.is_name(self.peek(distance)) and self.peek(distance + 1).kind in (":", ",")

    def _pointer_to_name(self) -> FunctionPointer:
        label: str | None = None
        if self.is_name(self.token) and self.peek().kind != "::":
            name = str(self.advance().value)
        else:
            label, name = self.labelled_name()
        bound: list[Expression] = []
        while self.accept(","):
            bound.append(self.item())
        self._close_pointer()
        return FunctionPointer(name, bound, label)

    def _close_pointer(self) -> None:
        self.expect(":", "and ')' to close the function pointer")
        self.expect(")", "after ':' to close the function pointer")

    # -- parameters -----------------------------------------------------------------------------------------

    def parameter(self) -> Expression:
        token = self.advance()
        number = int(token.value)
        context = self.context
        if number < 1:
            self.error("In function parameter $num, num must be >= 1", token)
        elif number > HIGHEST_PARAMETER:
            self.error(f"only {HIGHEST_PARAMETER} parameters allowed", token)
        elif context is None:
            self.error("$var illegal outside of function pointer", token)
        elif context.arguments is not None:
            return self._parameter_of_anonymous(number, context.arguments, token)
        else:
            context.arity = max(context.arity, number)
        return at(Parameter(number), token)

    def _parameter_of_anonymous(self, number: int, arguments: list[Argument], token: Token) -> Expression:
        """`$n` inside an anonymous function: another name of its nth argument."""
        if number <= len(arguments) and arguments[number - 1].name:
            return at(Name(arguments[number - 1].name), token)
        self.error("$var illegal inside anonymous function pointer", token)
        return at(Number(0), token)

    def captured(self) -> Expression:
        token = self.advance()
        context = self.context
        if context is None:
            self.error("$var illegal outside of function pointer", token)
        elif context.arguments is not None:
            self.error("$var illegal inside anonymous function pointer", token)
        self.context = context.parent if context else None
        value = self.sequence()
        self.context = context
        self.expect(")", "to close '$('")
        return at(Captured(value), token)

    # -- anonymous functions --------------------------------------------------------------------------------

    def anonymous_function(self) -> Expression:
        token = self.advance()
        return_type = self.full_type() if self.token.kind == NAME else UNKNOWN
        self.expect("(", "after 'function'")
        declared = self.argument_list(strict=True)
        if declared.unnamed and not self.options.unnamed_arguments:
            self.error("Missing name for function argument", token)
        if declared.varargs and not self.options.anonymous_varargs:
            self.error("Anonymous varargs functions aren't implemented", token)
        body = self._anonymous_body(declared.arguments)
        return at(AnonymousFunction(return_type, declared.arguments, body, declared.varargs), token)

    def _anonymous_body(self, arguments: list[Argument]) -> Block:
        flow, self.flow = self.flow, Flow.NONE
        self.context = FunctionContext(self.context, arguments)
        no_await, self.no_await = self.no_await, _NO_AWAIT
        body = self.block()
        self.no_await = no_await
        self.context = self.context.parent
        self.flow = flow
        return body
