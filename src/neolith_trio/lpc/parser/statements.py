"""Statements and blocks, and going on after an error in one of them.

Rule: an error costs the statement it is in and no more. Reading goes on behind its `;` or `}`, or where a new line
begins with a word that begins statements. Where the text of a function runs into the next definition, the missing brace
is the one error, and reading goes on with that definition.

A layer of the parser: above function pointers, below definitions; switch.py and loops.py hold the longer statements.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NoReturn

from ..diagnostics import Diagnostics
from ..grammar import ParseOptions
from ..nodes import (
    Block,
    Break,
    Call,
    Continue,
    Expression,
    ExpressionStatement,
    If,
    LocalDeclaration,
    Return,
    Statement,
    Type,
)
from ..tokens import EOF, NAME, Token
from .cursor import ASSIGNMENTS, SYNTAX_ERROR, AnyNode, MissingBrace, SyntaxStop, at, described
from .flow import Flow, complaint_about_break, complaint_about_continue
from .functionals import FunctionalParser
from .typenames import with_stars

_STATEMENT_WORDS: Final = frozenset(
    ["break", "case", "continue", "default", "do", "for", "foreach", "if", "return", "switch", "while", "{"]
)
_BLOCK_FOLLOWS: Final = frozenset({"do", "for", "foreach", "if", "while"})


class StatementParser(FunctionalParser):
    """Reads statements and blocks."""

    def __init__(self, tokens: Sequence[Token], options: ParseOptions, diagnostics: Diagnostics) -> None:
        super().__init__(tokens, options, diagnostics)
        self._rules = self.statement_rules()
        self._openers: list[Token] = []  # of the blocks around the current token

    def statement_rules(self) -> dict[str, Callable[[], Statement]]:
        """Which kind of token begins which statement; a layer above adds its own."""
        return {
            "{": self.block,
            ";": self._empty,
            "if": self._if,
            "return": self._return,
            "break": self._break,
            "continue": self._continue,
            "case": self._misplaced,
            "default": self._misplaced,
            "else": self._misplaced,
            "inherit": self._misplaced,
        }

    def abandon_function(self) -> None:
        """Forget all that was open: a definition begins."""
        self.flow, self.context, self.nesting = Flow.NONE, None, 0
        self.asynchronous, self.no_await = False, type(self).no_await
        self._openers.clear()

    def in_body(self) -> bool:
        return bool(self._openers)

    # -- blocks ---------------------------------------------------------------------------------------------

    def block(self) -> Block:
        return self.block_after(self.expect("{", "to open a block"))

    def block_after(self, opener: Token) -> Block:
        """The rest of a block; `opener` is its brace, or the token before which the brace is missing."""
        self._openers.append(opener)
        self.deeper()
        statements: list[Statement] = []
        while self.token.kind != "}":
            if self.token.kind == EOF:
                self.wrong(f"end of file in the block that begins in line {opener.line}")
            statements += self.recoverable(self.block_item)
        self.nesting -= 1
        self._openers.pop()
        return at(Block(statements, self.advance().line), opener)

    def recoverable(self, rule: Callable[[], Sequence[AnyNode]]) -> Sequence[AnyNode]:
        """What a rule reads; after an error nothing, and the cursor goes to where the next statement begins."""
        start, flow, context, nesting = self.position, self.flow, self.context, self.nesting
        no_await = self.no_await
        openers = len(self._openers)
        try:
            return rule()
        except MissingBrace:
            raise
        except SyntaxStop:
            self.flow, self.context, self.nesting = flow, context, nesting
            self.no_await = no_await
            del self._openers[openers:]
            self._skip_statement(start)
            self._read_orphans(self.tokens[start].kind)
            return []

    def _read_orphans(self, kind: str) -> None:
        """Read the body and the else of a statement whose head was wrong, for the errors that may be in them."""
        flow = self.flow
        if kind == "switch":
            self.orphaned_switch()
        elif kind in _BLOCK_FOLLOWS and self.token.kind == "{":
            self.flow = flow | Flow.LOOP
            self.recoverable(self.block_item)
        while kind == "if" and self.accept("else"):
            self.recoverable(self.block_item)
        self.flow = flow

    def orphaned_switch(self) -> None:
        """The body of a switch whose beginning was wrong, from its brace or first label on."""
        raise NotImplementedError

    def block_item(self) -> list[Statement]:
        """One statement, or the names of one declaration."""
        token = self.token
        if token.kind == NAME:
            if self.begins_declaration():
                return self._declaration()
            if token.value in self.options.modifiers and not self._is_soft_name():
                self._missing_brace(self.position)
        return [self.statement()]

    def _is_soft_name(self) -> bool:
        """Whether a modifier that is not reserved is used as a name here."""
        return self.token.value not in self.options.reserved and self.peek().kind != NAME

    def _skip_statement(self, start: int) -> None:
        """Go behind the statement that began at `start`, of which the current token is wrong, or before its body."""
        word = self.tokens[start].kind
        in_head = word == "for" and self._open_parentheses(start) > 0
        braces = 0
        while self.token.kind != EOF:
            kind = self.token.kind
            if braces == 0 and (kind == "}" or (self.position > start and self._may_go_on(kind, word))):
                return
            braces += (kind in ("{", "({")) - (kind == "}")
            self.advance()
            if braces == 0 and ((kind == ";" and not in_head) or (kind == "}" and self.token.kind != ")")):
                return

    def _may_go_on(self, kind: str, word: str) -> bool:
        """Whether reading can go on here, in the midst of a wrong statement that began with `word`."""
        if kind == "{" and word in _BLOCK_FOLLOWS:
            return True
        if word == "switch" and kind in ("{", "case", "default"):
            return True
        return kind in _STATEMENT_WORDS and self.begins_line()

    def _open_parentheses(self, start: int) -> int:
        depth = 0
        for token in self.tokens[start : self.position]:
            depth += (token.kind in ("(", "({", "([", "(:", "$(")) - (token.kind == ")")
        return depth

    # -- declarations ---------------------------------------------------------------------------------------

    def _declaration(self) -> list[Statement]:
        """`type name = value, ...;` as one LocalDeclaration for each name."""
        start = self.position
        variables = self.local_variables()
        if self.token.kind == "(" and variables[-1].value is None and self._begins_function():
            self._missing_brace(start)
        self.end_of_statement("the declaration")
        return list(variables)

    def local_variables(self) -> list[LocalDeclaration]:
        """The type, names and values of a declaration of locals."""
        token = self.token
        basic = self.basic_type()
        variables = [self.local_variable(basic, token)]
        while self.accept(","):
            variables.append(self.local_variable(basic, self.token))
        if basic.basic == "void" and self.token.kind != "(":
            self.slip("Illegal to declare local variable of type void.", token)
        return variables

    def local_variable(self, basic: Type, place: Token) -> LocalDeclaration:
        """One name of a declaration and its value."""
        type_ = with_stars(basic, self.stars())
        name = self.name("the name of a local variable")
        value: Expression | None = None
        if self.token.kind in ASSIGNMENTS:
            if self.token.kind != "=":
                self.error("Only '=' is allowed in initializers.", self.token)
            self.advance()
            value = self.expression()
        return at(LocalDeclaration(type_, name, value), place)

    def _begins_function(self) -> bool:
        """Whether the parenthesis here belongs to the head of a function definition."""
        depth, distance = 0, 0
        while True:
            kind = self.peek(distance).kind
            if kind in (EOF, ";", "{", "}"):
                return False
            depth += (kind in ("(", "([", "(:")) - (kind == ")")
            distance += 1
            if depth == 0:
                return self.peek(distance).kind == "{"

    def _missing_brace(self, position: int) -> NoReturn:
        """Report that a definition begins at `position`, inside the innermost open block, and go there."""
        self.seek(position)
        opener = self._openers[-1]
        self.report_here(
            SYNTAX_ERROR,
            f"a definition begins at {described(self.token)} inside the block "
            f"that begins in line {opener.line}; is a '}}' missing?",
        )
        raise MissingBrace

    # -- statements -----------------------------------------------------------------------------------------

    def statement(self) -> Statement:
        """One statement, which is no declaration."""
        rule = self._rules.get(self.token.kind)
        if rule is None:
            return self._expression_statement()
        self.deeper()
        node = rule()
        self.nesting -= 1
        return node

    def condition(self, word: str) -> Expression:
        """The condition in parentheses behind `if`, `while`, `switch`."""
        self.expect("(", f"after '{word}'")
        node = self.sequence()
        self.expect(")", f"after the condition of '{word}'")
        return node

    def end_of_statement(self, what: str) -> None:
        """Step over the `;`; one that is missing at the end of a line is reported and thought to be there."""
        if self.accept(";"):
            return
        if self.token.kind in ASSIGNMENTS or not (self.begins_line() or self.token.kind == "}"):
            self.unexpected(f"expected ';' after {what}")
        self.report_here(SYNTAX_ERROR, f"expected ';' after {what}, found {described(self.token)}")

    def _expression_statement(self) -> Statement:
        token, start = self.token, self.position
        if token.kind == NAME and self.begins_declaration():
            self.wrong("a declaration can only stand directly inside braces")
        expression = self.sequence()
        if self.token.kind == "{" and isinstance(expression, Call) and token.column == 1:
            self._missing_brace(start)
        self.end_of_statement("the expression")
        return at(ExpressionStatement(expression), token)

    def _empty(self) -> Statement:
        return at(Block([]), self.advance())

    def _if(self) -> Statement:
        """An if with all its else-ifs, read in a loop."""
        token = self.token
        arms: list[tuple[Expression, Statement]] = []
        otherwise: Statement | None = None
        while self.accept("if"):
            condition = self.condition("if")
            arms.append((condition, self.statement()))
            if not self.accept("else"):
                break
            if self.token.kind != "if":
                otherwise = self.statement()
                break
        return at(If(arms, otherwise), token)

    def _return(self) -> Statement:
        token = self.advance()
        value = None if self.token.kind == ";" else self.sequence()
        self.end_of_statement("'return'")
        return at(Return(value), token)

    def _break(self) -> Statement:
        token = self.advance()
        message = complaint_about_break(self.flow)
        if message:
            self.slip(message, token)
        self.end_of_statement("'break'")
        return at(Break(), token)

    def _continue(self) -> Statement:
        token = self.advance()
        message = complaint_about_continue(self.flow)
        if message:
            self.slip(message, token)
        self.end_of_statement("'continue'")
        return at(Continue(), token)

    def _misplaced(self) -> Statement:
        where = {
            "case": "a 'case' must stand directly inside the braces of a switch",
            "default": "a 'default' must stand directly inside the braces of a switch",
            "else": "this 'else' has no 'if'",
            "inherit": "'inherit' cannot stand inside a function",
        }
        return self.wrong(f"{where[self.token.kind]}")
