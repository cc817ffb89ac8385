"""Operands: names, calls, literals, parentheses, and what may follow them: indexes, ranges, arrows, dots.

Rule: whether `value->name` is a class member is decided here by the missing argument list; whether value is a class, by
the type stage. `new(path)` is the efun clone_object itself, whatever functions have that name.

A layer of the parser: above the operators, below function pointers.
"""

from __future__ import annotations

from ..nodes import (
    ArrayLiteral,
    Block,
    Call,
    CallOther,
    Catch,
    DotCall,
    Evaluate,
    Expression,
    Index,
    MappingLiteral,
    Member,
    Name,
    NewClass,
    Number,
    OptionalIndex,
    ParseCommand,
    Range,
    ReferenceArgument,
    Sscanf,
    String,
    Template,
    TimeExpression,
)
from ..tokens import EOF, NAME, STRING, TEMPLATE, TEMPLATE_END, TEMPLATE_MIDDLE, Token
from .cursor import at
from .expressions import ExpressionParser
from .flow import Flow

_CLOSED_WORDS = frozenset({"sscanf", "parse_command", "time_expression"})


class OperandParser(ExpressionParser):
    """Reads operands."""

    flow = Flow.NONE

    def function_pointer(self) -> Expression:
        """`(: ... :)`."""
        raise NotImplementedError

    def anonymous_function(self) -> Expression:
        """`function (...) { ... }`."""
        raise NotImplementedError

    def parameter(self) -> Expression:
        """`$1`."""
        raise NotImplementedError

    def captured(self) -> Expression:
        """`$(expression)`."""
        raise NotImplementedError

    # -- what follows an operand ----------------------------------------------------------------------------

    def chain(self) -> Expression:
        node = self._primary()
        while True:
            kind = self.token.kind
            if kind == "[":
                node = self._called_element(self._subscript(node))
            elif kind == "->":
                node = self._arrow(node)
            elif kind == ".":
                node = self._dot(node)
            elif kind == "?." or kind == ".?":
                node = self._optional(node)
            else:
                return node

    def _subscript(self, base: Expression) -> Expression:
        """`[i]`, `[<i]`, `[i..j]` and the ranges with `<` or without an end."""
        token = self.advance()
        if self.token.kind == ".." and self.options.open_case_ranges:
            return self._range_from_start(base, token)
        first_from_end = self.accept("<")
        first = self.sequence()
        if not self.accept(".."):
            self.expect("]", "after the index")
            return at(Index(base, first, first_from_end), base)
        last: Expression | None = None
        last_from_end = False
        if self.token.kind != "]":
            last_from_end = self.accept("<")
            last = self.sequence()
        self.expect("]", "after the range")
        return at(Range(base, first, first_from_end, last, last_from_end), base)

    def _range_from_start(self, base: Expression, place: Token) -> Expression:
        """`[..<n]`; without the `<` it is no range, as in FluffOS."""
        self.advance()
        self.expect("<", "after '[..'")
        last = self.sequence()
        self.expect("]", "after the range")
        return at(Range(base, at(Number(0), place), False, last, True), base)

    def _called_element(self, element: Expression) -> Expression:
        """`functions[i](arguments)`."""
        if not (self.options.computed_calls and isinstance(element, Index) and self.token.kind == "("):
            return element
        self.advance()
        return at(Evaluate(element, self.arguments()), element)

    def _optional(self, base: Expression) -> Expression:
        """`m?.name`, `m?.["key"]` and `m.?["key"]`: 0 where m is no mapping."""
        self.advance()
        if self.accept("["):
            key = self.sequence()
            self.expect("]", "after the index")
        else:
            token = self.token
            key = at(String(self.name("the name after '?.'")), token)
        return at(OptionalIndex(base, key), base)

    def _arrow(self, target: Expression) -> Expression:
        """`->name(arguments)` and `->member`."""
        self.advance()
        if self.token.kind == "(" and self.options.computed_calls:
            return self._computed_call(target)
        name = self.name("the name after '->'")
        if self.accept("("):
            return at(CallOther(target, name, self.arguments()), target)
        return at(Member(target, name), target)

    def _computed_call(self, target: Expression) -> Expression:
        self.advance()
        name = self.sequence()
        self.expect(")", "after the name of the function to call")
        self.expect("(", "before the arguments of the call")
        return at(CallOther(target, name, self.arguments()), target)

    def _dot(self, target: Expression) -> Expression:
        """`.efun(arguments)`."""
        self.advance()
        name = self.name("the name after '.'")
        if self.options.dotted_members and self.token.kind != "(":
            return at(Member(target, name), target)
        self.expect("(", "after the name of the efun")
        return at(DotCall(target, name, self.arguments()), target)

    # -- calls ----------------------------------------------------------------------------------------------

    def arguments(self) -> list[Expression]:
        """The arguments of a call, up to and with the closing parenthesis."""
        return self.items(")", "in the argument list")

    def item(self) -> Expression:
        if self.options.reference_arguments and self._begins_reference():
            token = self.advance()
            return at(ReferenceArgument(self.lvalue()), token)
        return super().item()

    def _begins_reference(self) -> bool:
        """Whether `ref x`, `ref $1` or `&x` stands here."""
        return self.token.kind == "&" or (self.is_word(self.token, "ref") and self.peek().kind in (NAME, "PARAM"))

    def _named(self) -> Expression:
        """A name: a call, a call with a label, one of the words with a grammar of their own, or a variable."""
        token = self.token
        word = str(token.value)
        kind = self.peek().kind
        if kind == "::":
            return self._labelled_call()
        if word == "new" and kind == "(":
            return self._new()
        if word == "function" and self.begins_anonymous_function():
            return self.anonymous_function()
        if word == "acatch" and self.options.async_functions and (kind == "{" or (kind == "(" and self.asynchronous)):
            return self._acatch()
        if word in self.options.reserved:
            self._misplaced_word(word)
        self.advance()
        if kind != "(":
            return at(Name(word), token)
        self.advance()
        return at(Call(word, self.arguments()), token)

    def _misplaced_word(self, word: str) -> None:
        if word in self.options.type_names:
            self.fail("Reserved type name unexpected.")
        self.wrong(f"expected an expression, found the reserved word '{word}'")

    def _labelled_call(self) -> Expression:
        """`label::name(arguments)` and `::name(arguments)`, where `efun` is a label too."""
        token = self.token
        label, name = self.labelled_name()
        self.expect("(", f"after '{label}::{name}'")
        return at(Call(name, self.arguments(), label), token)

    def labelled_name(self) -> tuple[str, str]:
        """Step over `label::name`; `efun::new` is the name of clone_object."""
        label = "" if self.token.kind == "::" else str(self.advance().value)
        self.advance()
        if label == "efun" and self.is_word(self.token, "new"):
            self.advance()
            return label, "clone_object"
        return label, self.name("the name of a function after '::'")

    def _new(self) -> Expression:
        """`new(path, arguments)` and `new(class name, member : value)`."""
        token = self.advance()
        self.advance()
        if self.token.kind == NAME and self.token.value in self.options.class_words and self.is_name(self.peek()):
            self.advance()
            return at(self._class_value(self.name("the name of a class")), token)
        return at(Call("clone_object", self.arguments(), keyword=True), token)

    def _class_value(self, class_name: str) -> NewClass:
        members: list[tuple[str, Expression]] = []
        while self.accept(","):
            name = self.name("the name of a class member")
            self.expect(":", "after the name of a class member")
            members.append((name, self.expression()))
        self.expect(")", "after the members of the class")
        return NewClass(class_name, members)

    # -- operands -------------------------------------------------------------------------------------------

    def _primary(self) -> Expression:
        kind = self.token.kind
        if kind == NAME:
            return self._named()
        if kind == STRING:
            return self._string()
        if kind == "(":
            return self._parenthesis()
        if kind == "({":
            return self._array()
        if kind == "([":
            return self._mapping()
        if kind == "(:":
            return self.function_pointer()
        return self._rare_primary(kind)

    def _rare_primary(self, kind: str) -> Expression:
        if kind == "PARAM":
            return self.parameter()
        if kind == TEMPLATE:
            return self._string()
        if kind == "$(":
            return self.captured()
        if kind == "catch":
            token = self.advance()
            return at(Catch(self._guarded("catch")), token)
        if kind == "::":
            return self._labelled_call()
        if kind == EOF:
            self.wrong("expected an expression, found end of file")
        return self.unexpected("expected an expression")

    def _string(self) -> Expression:
        """String literals and templates; those side by side are one."""
        token = self.token
        texts, values = [""], list[Expression]()
        while self.token.kind in (STRING, TEMPLATE):
            literal = self.advance()
            texts[-1] += str(literal.value)
            while literal.kind in (TEMPLATE, TEMPLATE_MIDDLE):
                values.append(self.expression())
                if self.token.kind not in (TEMPLATE_MIDDLE, TEMPLATE_END):
                    self.unexpected("expected '}' after the expression in the template")
                literal = self.advance()
                texts.append(str(literal.value))
        return at(Template(texts, values) if values else String(texts[0]), token)

    def _parenthesis(self) -> Expression:
        """`(expression)` and `(*function)(arguments)`."""
        token = self.advance()
        if self.token.kind == "*":
            return at(self._evaluate(), token)
        node = self.sequence()
        self.expect(")", "to close the parenthesis")
        return at(node, token)

    def _evaluate(self) -> Evaluate:
        self.advance()
        function = self.sequence()
        self.expect(")", "after the function to evaluate")
        self.expect("(", "before the arguments of the function")
        return Evaluate(function, self.arguments())

    def _array(self) -> Expression:
        token = self.advance()
        elements = self.items("}", "in the array")
        self.expect(")", "after '}' to close the array")
        return at(ArrayLiteral(elements), token)

    def _mapping(self) -> Expression:
        token = self.advance()
        pairs: list[tuple[Expression, Expression]] = []
        while self.token.kind != "]":
            key = self.expression()
            self.expect(":", "after the key in the mapping")
            pairs.append((key, self.expression()))
            if self.token.kind != "]" and not self.accept(","):
                self.unexpected("expected ',' or ']' in the mapping")
        self.advance()
        self.expect(")", "after ']' to close the mapping")
        return at(MappingLiteral(pairs), token)

    # -- words with a grammar of their own ------------------------------------------------------------------

    def closed_operand(self) -> Expression | None:
        token = self.token
        if token.kind != NAME or token.value not in _CLOSED_WORDS:
            return None
        following = self.peek().kind
        if token.value == "time_expression" and following in ("(", "{"):
            self.advance()
            return at(TimeExpression(self._guarded("time_expression")), token)
        if following != "(" or token.value == "time_expression":
            return None
        self.advance()
        self.advance()
        return at(self._sscanf() if token.value == "sscanf" else self._parse_command(), token)

    def _guarded(self, word: str) -> Expression | Block:
        """The expression or block of catch and time_expression, which break and continue cannot leave."""
        flow, self.flow = self.flow, Flow.GUARDED
        no_await = self.no_await
        if word != "acatch":
            self.no_await = no_await or f"cannot stand inside {word}: use acatch"
        body: Expression | Block
        if self.token.kind == "{":
            body = self.block()
        else:
            self.expect("(", f"or '{{' after '{word}'")
            body = self.sequence()
            self.expect(")", f"to close '{word}('")
        self.flow, self.no_await = flow, no_await
        return body

    def _acatch(self) -> Expression:
        """`acatch(expression)` and `acatch { statements }`."""
        token = self.advance()
        if self.no_await:
            self.error(f"'acatch' {self.no_await.removesuffix(': use acatch')}", token)
        return at(Catch(self._guarded("acatch"), suspends=True), token)

    def _sscanf(self) -> Sscanf:
        text = self.expression()
        self.expect(",", "after the text of sscanf()")
        return Sscanf(text, self.expression(), self._targets("sscanf()"))

    def _parse_command(self) -> ParseCommand:
        command = self.expression()
        self.expect(",", "after the command of parse_command()")
        objects = self.expression()
        self.expect(",", "after the objects of parse_command()")
        return ParseCommand(command, objects, self.expression(), self._targets("parse_command()"))

    def _targets(self, what: str) -> list[Expression]:
        """The variables that sscanf() and parse_command() fill."""
        targets: list[Expression] = []
        while self.accept(","):
            targets.append(self.lvalue())
        self.expect(")", f"after the variables of {what}")
        return targets
