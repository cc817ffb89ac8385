"""The loops: while, do, for, foreach.

A layer of the parser: above the plain statements.
"""

from __future__ import annotations

from collections.abc import Callable

from ..nodes import (
    DoWhile,
    Expression,
    ExpressionStatement,
    For,
    Foreach,
    LocalDeclaration,
    Name,
    Statement,
    While,
)
from ..tokens import NAME
from .cursor import at
from .flow import Flow
from .statements import StatementParser
from .typenames import with_stars


class LoopParser(StatementParser):
    """Reads loops."""

    def statement_rules(self) -> dict[str, Callable[[], Statement]]:
        return super().statement_rules() | {
            "while": self._while,
            "do": self._do,
            "for": self._for,
            "foreach": self._foreach,
        }

    def _body(self) -> Statement:
        flow, self.flow = self.flow, Flow.LOOP
        body = self.statement()
        self.flow = flow
        return body

    def _while(self) -> Statement:
        token = self.advance()
        condition = self.condition("while")
        return at(While(condition, self._body()), token)

    def _do(self) -> Statement:
        token = self.advance()
        body = self._body()
        self.expect("while", "after the body of 'do'")
        condition = self.condition("while")
        self.end_of_statement("'do ... while (...)'")
        return at(DoWhile(body, condition), token)

    def _for(self) -> Statement:
        token = self.advance()
        self.expect("(", "after 'for'")
        initial = self._first_of_for()
        self.expect(";", "after the first part of 'for'")
        condition = self._optional_sequence(";")
        self.expect(";", "after the condition of 'for'")
        step = self._optional_sequence(")")
        self.expect(")", "to close the head of 'for'")
        return at(For(initial, condition, step, self._body()), token)

    def _first_of_for(self) -> list[Statement]:
        token = self.token
        if token.kind == NAME and self.begins_declaration():
            return list(self.local_variables())
        first = self._optional_sequence(";")
        return [at(ExpressionStatement(first), token)] if first else []

    def _optional_sequence(self, end: str) -> Expression | None:
        return None if self.token.kind == end else self.sequence()

    def _foreach(self) -> Statement:
        token = self.advance()
        self.expect("(", "after 'foreach'")
        references = False
        targets: list[LocalDeclaration | Name] = []
        while not targets or (len(targets) < 2 and self.accept(",")):
            target, by_reference = self._foreach_target()
            targets.append(target)
            references |= by_reference
        if not self.is_word(self.token, "in"):
            self.unexpected("expected 'in' after the variables of 'foreach'")
        self.advance()
        collection = self.expression()
        self.expect(")", "to close the head of 'foreach'")
        return at(Foreach(targets, collection, self._body(), references), token)

    def _accept_ref(self) -> bool:
        """Step over `ref` where it is not the name of the variable."""
        if not self.options.reference_arguments or not self.is_word(self.token, "ref"):
            return False
        following = self.peek()
        if following.kind != NAME or following.value == "in":
            return False
        self.advance()
        return True

    def _foreach_target(self) -> tuple[LocalDeclaration | Name, bool]:
        """A variable, declared here or before, and whether it is a reference."""
        by_reference = self._accept_ref()
        token = self.token
        if not self.begins_type():
            return at(Name(self.name("a variable of 'foreach'")), token), by_reference
        basic = self.basic_type()
        if basic.basic == "void":
            self.slip("Illegal to declare local variable of type void.", token)
        by_reference |= self._accept_ref()
        type_ = with_stars(basic, self.stars())
        return at(LocalDeclaration(type_, self.name("a variable of 'foreach'")), token), by_reference
