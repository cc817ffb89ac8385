"""Definitions: inherit, classes, global variables, functions and their prototypes, sections of modifiers.

Rule: a definition that is wrong costs itself alone; reading goes on at the next line that begins like a definition.
What was read of it counts as declared, no more: its body and its value are dropped, and its words are doubtful, since
something that got lost may have declared them.
`Function.strict` and the demand for types of functions follow the pragma strict_types as it stands at the function.

The top layer of the parser.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..diagnostics import Place, meant
from ..grammar import ParseOptions
from ..nodes import (
    Argument,
    Block,
    ClassDefinition,
    Definition,
    Expression,
    Function,
    GlobalVariable,
    Inherit,
    Node,
    Program,
    Type,
)
from ..stream import Pragma, TokenStream
from ..tokens import EOF, NAME, Token
from .constants import Constant, NotConstant, fold
from .cursor import ASSIGNMENTS, SYNTAX_ERROR, MissingBrace, SyntaxStop, at, described
from .expressions import CONSTANT_LEVEL
from .functionals import Arguments
from .switches import SwitchParser
from .typenames import UNKNOWN, type_of, with_stars

_MIXED: Final = type_of("mixed")


class DefinitionParser(SwitchParser):
    """Reads a whole file."""

    def __init__(self, stream: TokenStream, options: ParseOptions) -> None:
        super().__init__(stream.tokens, options, stream.diagnostics)
        self.path = stream.path
        self.pragmas = set(options.pragmas)
        self._coming_pragmas: list[Pragma] = sorted(stream.pragmas, key=lambda pragma: -pragma.before)
        self._section: frozenset[str] = frozenset()  # modifiers of a section such as `private:`
        self._has_variables = False
        self._lost = False  # what stands here may be the rest of a function that was closed too early
        self.definitions: list[Definition] = []
        self._doubtful: set[str] = set()
        self._strict = True  # whether types were checked in the last function

    def program(self) -> Program:
        """The file."""
        while self.token.kind != EOF:
            self._recoverable_definition()
        self._apply_pragmas(len(self.tokens))
        pragmas, doubtful = frozenset(self.pragmas), frozenset(self._doubtful)
        return Program(self.path, self.definitions, pragmas, doubtful, file=self.path, line=1, column=1)

    def warning(self, message: str, place: Place) -> None:
        self._apply_pragmas(self.position)
        if "warnings" in self.pragmas:
            super().warning(message, place)

    def _apply_pragmas(self, position: int) -> None:
        """Switch on and off what was written before the token at `position`."""
        while self._coming_pragmas and self._coming_pragmas[-1].before <= position:
            pragma = self._coming_pragmas.pop()
            (self.pragmas.add if pragma.enabled else self.pragmas.discard)(pragma.name)

    # -- going on after an error ----------------------------------------------------------------------------

    def _recoverable_definition(self) -> None:
        start, made, errors = self.position, len(self.definitions), self._damages()
        try:
            self._definition()
        except MissingBrace:
            self.abandon_function()
        except SyntaxStop:
            self.abandon_function()
            self._skip_definition(start)
        if self._damages() > errors:
            self._damage(start, made)

    def _damages(self) -> int:
        return self.diagnostics.error_count() - self.slips

    def _damage(self, start: int, made: int) -> None:
        """There are errors in what began with the token `start`, of which definitions from `made` on were made."""
        for token in self.tokens[start : self.position]:
            if token.kind == "inherit":
                self._doubtful.add("inherit")
            elif token.kind == NAME and token.value not in self.options.reserved:
                self._doubtful.add(str(token.value))
        for one in self.definitions[made:]:
            if isinstance(one, Function):
                one.body = None
            elif isinstance(one, GlobalVariable):
                one.value = None

    def _skip_definition(self, start: int) -> None:
        """Go behind the definition that began at `start`, or to where another one begins."""
        braces = 0
        while self.token.kind != EOF:
            if self.position > start and self._looks_like_definition():
                return
            kind = self.token.kind
            braces += (kind in ("{", "({")) - (kind == "}")
            self.advance()
            if not self._lost and braces <= 0 and kind in (";", "}") and self.token.kind != ")":
                return

    def _looks_like_definition(self) -> bool:
        """Whether the current token stands at the margin and begins a definition for certain."""
        token = self.token
        if token.column != 1 or not self.begins_line():
            return False
        return token.kind == "inherit" or (
            token.kind == NAME and (token.value in self.options.modifiers or self.begins_type())
        )

    # -- definitions ----------------------------------------------------------------------------------------

    def _definition(self) -> None:
        token = self.token
        if token.kind == ";":
            self.warning("Extra ';' ignored.", self.advance())
            return
        if token.kind == "}":
            self._lost = True
            self.wrong("this '}' closes nothing")
        modifiers = self._modifiers()
        if "async" in modifiers and (self.token.kind in (":", "inherit") or self._begins_class()):
            self.error("Illegal modifier: only functions can be async.", token)
        if self.accept(":"):
            self._section = modifiers - {"async"}
        elif self.token.kind == "inherit":
            self._inherit(modifiers | self._section, token)
        elif self._begins_class():
            self._class(modifiers, token)
        else:
            self._function_or_variables(modifiers, token)
        self._lost = False

    def _modifiers(self) -> frozenset[str]:
        words: list[str] = []
        while self.token.kind == NAME and self.token.value in self.options.modifiers:
            if self.token.value not in self.options.reserved and self.peek().kind not in (NAME, "*", "inherit", ":"):
                break
            words.append(str(self.advance().value))
        return frozenset(words)

    def _inherit(self, modifiers: frozenset[str], token: Token) -> None:
        self.advance()
        if self._has_variables:
            self.error("Invalid inherit clause after variables declarations.", token)
        place = self.token
        path = self._constant_path(self.binary(CONSTANT_LEVEL))
        if not isinstance(path, str):
            detail = "the path after 'inherit' must be a constant string"
            self.error(SYNTAX_ERROR, place, detail + self._no_macro(place))
        elif "\0" in path:
            self.error("Inherited file path must not contain embedded null bytes.", place)
        else:
            self.definitions.append(at(Inherit(path, modifiers), token))
        self.end_of_statement("the path of 'inherit'")

    def _no_macro(self, token: Token) -> str:
        if token.kind != NAME:
            return ""
        hint = meant(str(token.value), self.diagnostics.macros)
        return f"; {token.value} is no macro" + (f": {hint}" if hint else "")

    def _constant_path(self, node: Expression) -> Constant:
        try:
            return fold(node)
        except NotConstant:
            return 0

    # -- classes --------------------------------------------------------------------------------------------

    def _begins_class(self) -> bool:
        token = self.token
        return token.kind == NAME and token.value in self.options.class_words and self.peek(2).kind == "{"

    def _class(self, modifiers: frozenset[str], token: Token) -> None:
        self.advance()
        name = self.name("the name of a class")
        self.advance()
        members: list[tuple[str, Type]] = []
        while not self.accept("}"):
            if self.token.kind == EOF:
                self.wrong(f"end of file in the class that begins in line {token.line}")
            self.recoverable(lambda: self._class_members(members))
        self.definitions.append(at(ClassDefinition(name, modifiers, members), token))

    def _class_members(self, members: list[tuple[str, Type]]) -> Sequence[Node]:
        """`type name, *name;`, for `members` and not as nodes."""
        token = self.token
        if not self.begins_type():
            self.unexpected("expected the type of a class member or '}'")
        basic = self.basic_type()
        while True:
            if basic.basic == "void":
                self.error("Illegal to declare class member of type void.", token)
            type_ = with_stars(basic, self.stars())
            members.append((self.name("the name of a class member"), type_))
            if not self.accept(","):
                break
        self.end_of_statement("the class member")
        return ()

    # -- functions and variables ----------------------------------------------------------------------------

    def _function_or_variables(self, modifiers: frozenset[str], token: Token) -> None:
        typed = self.begins_type()
        if not (typed or self.token.kind == "*" or self.is_name(self.token)):
            self._unexpected_definition()
        basic = self.basic_type() if typed else UNKNOWN
        type_ = with_stars(basic, self.stars())
        name = self.name("the name of a function or variable")
        if self.token.kind == "(":
            self._function(name, modifiers | self._section, type_, typed, token)
            return
        if "async" in modifiers:
            self.error("Illegal modifier: only functions can be async.", token)
        words = {*self.options.modifiers, *self.options.type_names}
        untyped = not typed and not modifiers
        if untyped and self.token.kind == NAME:
            self.wrong(meant(name, words) or f"{name} is no type and no modifier")
        self._variable(name, modifiers | self._section, type_, token)
        while self.accept(","):
            place = self.token
            type_ = with_stars(basic, self.stars())
            self._variable(self.name("the name of a variable"), modifiers | self._section, type_, place)
        self.end_of_statement("the variables")
        if untyped:
            self.error("Missing type for global variable declaration", token, meant(name, words))

    def _unexpected_definition(self) -> None:
        self._lost = True
        if self.token.kind == NAME:
            self.wrong(f"the reserved word {described(self.token)} cannot begin a definition")
        self.unexpected("expected a function, a variable, a class or 'inherit'")

    def _variable(self, name: str, modifiers: frozenset[str], type_: Type, token: Token) -> None:
        value: Expression | None = None
        if self.token.kind in ASSIGNMENTS:
            if self.token.kind != "=":
                self.error("Only '=' is legal in initializers.", self.token)
            self.advance()
            value = self.expression()
        if type_.basic == "void":
            self.slip("Illegal to declare global variable of type void.", token)
        self._has_variables = True
        self.definitions.append(at(GlobalVariable(name, modifiers, type_, value), token))

    def _function(self, name: str, modifiers: frozenset[str], type_: Type, typed: bool, token: Token) -> None:
        strict = self._is_strict(name, typed, token)
        self.advance()
        declared = self.argument_list(strict=strict)
        body: Block | None = None
        if self.token.kind == "{" or self._misses_brace():
            opener = self.token
            self.asynchronous = "async" in modifiers
            self.no_await = "" if self.asynchronous else type(self).no_await
            body = self.block_after(self.advance() if opener.kind == "{" else opener)
            self.asynchronous, self.no_await = False, type(self).no_await
            if declared.unnamed and not self.options.unnamed_arguments:
                self.slip("Missing name for function argument", self.tokens[self.position - 1])
        else:
            self.end_of_statement("the prototype (or '{' to begin the function)")
        self._check_async(name, modifiers, type_, declared, token)
        function = Function(name, modifiers, type_, declared.arguments, body, declared.varargs, strict)
        self.definitions.append(at(function, token))

    def _check_async(
        self, name: str, modifiers: frozenset[str], type_: Type, declared: Arguments, token: Token
    ) -> None:
        """What an async function gives is a promise of its type, and it may run on when its caller is long gone."""
        if "async" not in modifiers:
            return
        if type_.basic == "promise" and not type_.stars:
            self.error(f"Async function {name} makes the promise itself: declare what it delivers.", token)
        if any(argument.by_reference for argument in declared.arguments):
            self.error(f"Illegal to declare 'ref' argument of async function {name}.", token)

    def _misses_brace(self) -> bool:
        """Whether the body of a function begins here without its brace; that is reported."""
        token = self.token
        if token.column == 1 or token.kind in (";", EOF) or not self.begins_line():
            return False
        self.error(SYNTAX_ERROR, token, f"expected '{{' to begin the function, found {described(token)}")
        return True

    def _is_strict(self, name: str, typed: bool, token: Token) -> bool:
        """Whether types are checked inside a function; one that should have a type is taken for one like the last."""
        if not typed:
            self._apply_pragmas(self.position)
        if typed or "strict_types" not in self.pragmas:
            self._strict = typed
        elif name == "create":
            self._strict = True
        else:
            self.slip('"#pragma strict_types" requires type of function', token)
        return self._strict

    # -- arguments ------------------------------------------------------------------------------------------

    def argument_list(self, *, strict: bool) -> Arguments:
        arguments: list[Argument] = []
        varargs = False
        if not self.accept(")"):
            arguments.append(self._argument(strict))
            while self.accept(","):
                arguments.append(self._argument(strict))
            if self.accept("..."):
                varargs = True
                self._check_rest(arguments[-1])
            self.expect(")", "after the arguments")
        return Arguments(arguments, varargs, any(not argument.name for argument in arguments))

    def _argument(self, strict: bool) -> Argument:
        token = self.token
        if not self.begins_type():
            name = self.name("the type or name of an argument")
            if strict:
                self.slip("Missing type for argument", token)
            return at(Argument(_MIXED if strict else UNKNOWN, name), token)
        basic = self.basic_type()
        if basic.basic == "void":
            self.slip("Illegal to declare argument of type void.", token)
        by_reference = self._accept_reference()
        type_ = with_stars(basic, self.stars())
        name = self.name("the name of an argument") if self.token.kind == NAME else ""
        default = self._default_argument() if self.token.kind == ":" and self.options.default_arguments else None
        return at(Argument(type_, name, default, by_reference), token)

    def _accept_reference(self) -> bool:
        """Step over the `ref` of an argument, where it is not the argument's name."""
        if not (self.options.reference_arguments and self.is_word(self.token, "ref")):
            return False
        if self.peek().kind not in (NAME, "*"):
            return False
        self.advance()
        return True

    def _default_argument(self) -> Expression:
        """The value of an argument that was left out, as a function pointer: `: (: 1 :)`."""
        self.advance()
        if self.token.kind != "(:":
            self.unexpected("expected '(:' to begin the default of an argument")
        return self.function_pointer()

    def _check_rest(self, argument: Argument) -> None:
        """Warn where the last argument of `...` cannot hold an array."""
        type_ = argument.type
        if not type_.stars and type_.basic not in ("mixed", "unknown"):
            self.warning("Variable to hold remainder of arguments should be an array.", argument)
