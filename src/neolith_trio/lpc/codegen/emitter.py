"""The state of generating one Python function, and the dispatch to the emitters of each kind of node.

How expressions become Python: LPC expressions may need statements (a catch, `i++` whose old value is used, an
assignment to a global). `expression(node)` returns a Code, the Python expression of the value, after appending to
`out` whatever statements must run before it. `operands` keeps the order of evaluation right: when a later operand
needs statements, the earlier ones are saved in temporaries first.

The emitters live in the sibling modules and register themselves with @emits(nodes.X) and @executes(nodes.X).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from .. import nodes
from ..symbols import FunctionScope, Local
from . import builder as py
from .proofs import Kind
from .ranges import ANY, SLOW, Bounds, Counter

if TYPE_CHECKING:
    from .assembly import ProgramEmitter
    from .known import Known

# How freely a piece of code may change its place among others.
FIXED: Final = 0  # a constant or a temporary: at any time the same value
READS: Final = 1  # reads variables: must not pass an effect
ACTS: Final = 2  # may do anything

LONG_CHAIN: Final = (
    40  # operands of one Python expression; longer chains are cut by temporaries (CPython's compiler recurses)
)


Walk = Literal["filter", "map"]
"""What an efun makes of an array by a function value."""


@attrs.frozen(slots=True)
class Ring:
    """A sum, difference or product of what should be ints, before it wraps.

    It may wait: of sums, differences and products the end alone needs to be wrapped. All parts may be written twice.
    """

    tests: tuple[ast.Name, ...]
    """Names of what has to be an int for all this to be true."""
    bare: ast.expr
    bounds: Bounds
    slow: ast.expr
    """The value for all others, and when it wraps."""


@attrs.frozen(slots=True)
class Code:
    """A Python expression: what is proven of its value, and how freely it moves.

    Kind 'bool' is a Python bool that must not reach LPC: `value` makes it 0 or 1.
    """

    node: ast.expr
    kind: Kind = None
    level: int = READS
    bounds: Bounds = ANY
    """Between which numbers an int lies."""
    ring: Ring | None = None
    """What the same is to a sum, difference or product around it."""

    @property
    def value(self) -> ast.expr:
        """The expression as an LPC value."""
        if self.kind == "bool":
            return py.choose(self.node, py.constant(1), py.constant(0))
        return self.node

    @property
    def is_simple(self) -> bool:
        """A name or a constant: may be written twice."""
        return isinstance(self.node, (ast.Name, ast.Constant))


def may_be_float(node: nodes.Expression) -> bool:
    """Could an expression's value be a float, of which 0.0 is true?"""
    return node.type is None or (not node.type.stars and node.type.basic in ("mixed", "unknown", "float"))


@attrs.define(slots=True, eq=False)
class Frame:
    """What break and continue leave: a loop, or a switch that runs as a loop of one round."""

    is_loop: bool
    before_continue: Callable[[], None] = lambda: None  # emits the step of a for, the test of a do-while
    continue_flag: str | None = None  # of a switch: set when a continue inside leaves it


class Emitter:
    """Generates the body of one function."""

    def __init__(self, program: ProgramEmitter, scope: FunctionScope, proven: dict[Local, Kind]) -> None:
        self.program = program
        self.scope = scope
        self.proven = proven
        self.slow: frozenset[Local] = frozenset()  # the ints that move in small steps only
        self.out: list[ast.stmt] = []
        self.frames: list[Frame] = []
        self.line = 0
        self.column = 0
        self.counters: list[Counter] = []  # of the loops that count around what is being emitted
        self.captured: list[nodes.Expression] = []
        self.in_pointer = False
        self.walks: dict[nodes.Expression, set[Walk]] = {}  # function literals that an efun gives element after element
        self.known: Known = {}  # the locals that are one function literal
        self.kept: dict[nodes.Expression, list[Code]] = {}  # what those have captured, in temporaries
        self.stands_for: dict[int | Local, Code] = {}  # the arguments of a literal that stands in the place of its call
        self.at_hand: list[Code] = []  # and what it has captured
        self.references: list[tuple[str, Callable[[ast.expr], None]]] = []  # cells of the call being emitted
        self.catching = 0
        self.acatching = 0
        self.returns_in_catches = 0
        self._temporaries = 0

    @property
    def open_catches(self) -> int:
        """How many catches and acatches are open here."""
        return self.catching + self.acatching

    # -- statements ------------------------------------------------------------------------------------------

    def emit(self, statement: ast.stmt) -> None:
        """Append a Python statement at the current LPC position."""
        py.place(statement, self.line, self.column)
        self.out.append(statement)

    def do(self, expression: ast.expr) -> None:
        """Append an expression as a statement."""
        self.emit(ast.Expr(expression))

    @contextmanager
    def block(self) -> Iterator[list[ast.stmt]]:
        """Statements emitted inside go to a list of their own."""
        before, self.out = self.out, []
        try:
            yield self.out
        finally:
            self.out = before

    def execute(self, node: nodes.Node) -> None:
        """Emit a statement, or an expression whose value nobody wants."""
        self.line, self.column = node.line, node.column
        EXECUTORS[node.__class__](self, node)

    def body_of(self, *statements: nodes.Node) -> list[ast.stmt]:
        """The statements as a Python block, never empty."""
        with self.block() as out:
            for statement in statements:
                self.execute(statement)
            if not out:
                self.emit(ast.Pass())
        return out

    # -- expressions -----------------------------------------------------------------------------------------

    def expression(self, node: nodes.Expression) -> Code:
        """The code of an expression's value."""
        emit = EXPRESSIONS[node.__class__]
        before = self.line, self.column
        self.line, self.column = node.line or self.line, node.column
        code = emit(self, node)
        py.place(code.node, self.line, self.column)
        self.line, self.column = before
        return code

    def value(self, node: nodes.Expression) -> ast.expr:
        """The Python expression of an LPC value."""
        return self.expression(node).value

    def new_name(self) -> str:
        """A name for a temporary."""
        self._temporaries += 1
        return f"_{self._temporaries}"

    def save(self, code: Code) -> Code:
        """The value in a temporary, unless it is as good as one."""
        if code.level == FIXED and code.is_simple:
            return code
        temporary = self.new_name()
        self.emit(py.assign(temporary, code.value))
        return Code(py.name(temporary), "int" if code.kind == "bool" else code.kind, FIXED, code.bounds)

    def operands(self, expressions: Sequence[nodes.Expression], *, reordered: bool = False) -> list[Code]:
        """The codes of several operands, evaluated from left to right.

        `reordered`: the caller will write them in another order, so that effects must be fixed in temporaries too.
        """
        codes: list[Code] = []
        saved = 0
        for expression in expressions:
            mark = len(self.out)
            code = self.expression(expression)
            if len(self.out) > mark or (reordered and code.level == ACTS and any(c.level for c in codes)):
                self._save_before(codes, mark, saved)
                saved = len(codes)
            codes.append(code)
        return codes

    def _save_before(self, codes: list[Code], mark: int, saved: int = 0) -> None:
        """Save operands that stand before statements which were emitted after `mark`, but not the first `saved`."""
        later = self.out[mark:]
        del self.out[mark:]
        codes[saved:] = [self.save(code) for code in codes[saved:]]
        self.out.extend(later)

    def test(self, node: nodes.Expression) -> ast.expr:
        """A Python condition that holds when the LPC value is true."""
        if self.zero_is_false and isinstance(node, nodes.Unary) and node.operator == "!":
            return py.negate(self.test(node.operand))
        return self.truth(self.expression(node), may_be_float=may_be_float(node))

    @property
    def zero_is_false(self) -> bool:
        """Is 0.0 false, as in FluffOS? There `!0.0` is 0 all the same, but as a condition."""
        return self.program.environment.options.loose_types

    def truth(self, code: Code, *, may_be_float: bool = True, floats_are_true: bool = False) -> ast.expr:
        """A Python condition for a value that is at hand."""
        if code.kind in ("bool", "int"):
            return code.node
        if self.zero_is_false and not floats_are_true and (code.kind in ("float", None)):
            if isinstance(code.node, ast.Constant):
                return py.constant(code.node.value != 0)
            return py.compare(code.node, ast.NotEq, py.constant(0))
        if isinstance(code.node, ast.Constant):
            return py.constant(code.node.value.__class__ is not int or code.node.value != 0)
        if code.kind is not None:  # always true; CPython warns of `is not` where it could fold the operands
            return py.compare(py.walrus(self.new_name(), code.node), ast.IsNot, py.name("U"))
        if not may_be_float:
            return py.compare(code.node, ast.NotEq, py.constant(0))
        if code.is_simple:
            return _not_zero_or_float(code.node)
        temporary = self.new_name()
        return _not_zero_or_float(py.name(temporary), py.walrus(temporary, code.node))

    def known_truth(self, name: ast.expr, first: ast.expr) -> ast.expr:
        """The condition for a value that `first` gives a name."""
        if self.zero_is_false:
            return py.compare(first, ast.NotEq, py.constant(0))
        return _not_zero_or_float(name, first)

    # -- leaving blocks --------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Emit a break of the innermost loop or switch."""
        self.emit(ast.Break())

    def go_on(self) -> None:
        """Emit a continue of the innermost loop, through the switches that stand between."""
        frame = self.frames[-1]
        if frame.is_loop:
            frame.before_continue()
            self.emit(ast.Continue())
            return
        if frame.continue_flag is None:
            frame.continue_flag = self.new_name()
        self.emit(py.assign(frame.continue_flag, py.constant(1)))
        self.emit(ast.Break())

    def bounds_of(self, local: Local) -> Bounds:
        """Between which numbers a local lies here."""
        known = [one.bounds for one in self.counters if one.local is local]
        if local in self.slow:
            known.append(SLOW)
        return (max(low for low, _ in known), min(high for _, high in known)) if known else ANY

    @contextmanager
    def counting(self, counter: Counter | None) -> Iterator[None]:
        """Inside, the counter of a loop has its bounds."""
        if counter is None:
            yield
            return
        self.counters.append(counter)
        try:
            yield
        finally:
            self.counters.pop()

    @contextmanager
    def inside(self, frame: Frame) -> Iterator[Frame]:
        """break and continue leave `frame` inside."""
        self.frames.append(frame)
        try:
            yield frame
        finally:
            self.frames.pop()


ExpressionEmitter = Callable[[Emitter, Any], Code]
StatementEmitter = Callable[[Emitter, Any], None]
EXPRESSIONS: Final[dict[type, ExpressionEmitter]] = {}
EXECUTORS: Final[dict[type, StatementEmitter]] = {}


def emits(*kinds: type[nodes.Expression]) -> Callable[[ExpressionEmitter], ExpressionEmitter]:
    """Register the emitter of an expression's value; as a statement the value is computed and dropped."""

    def register(function: ExpressionEmitter) -> ExpressionEmitter:
        for kind in kinds:
            EXPRESSIONS[kind] = function
            EXECUTORS.setdefault(kind, compute_and_drop)
        return function

    return register


def executes(*kinds: type[nodes.Node]) -> Callable[[StatementEmitter], StatementEmitter]:
    """Register the emitter of a statement, or of an expression whose value nobody wants."""

    def register(function: StatementEmitter) -> StatementEmitter:
        for kind in kinds:
            EXECUTORS[kind] = function
        return function

    return register


def compute_and_drop(emitter: Emitter, node: nodes.Expression) -> None:
    """Emit an expression whose value nobody wants."""
    code = emitter.expression(node)
    if code.level == ACTS or not code.is_simple:
        emitter.do(code.node)


def _not_zero_or_float(name: ast.expr, first: ast.expr | None = None) -> ast.expr:
    """The condition for a value where 0.0 is true; `first` gives it its name, where it has none yet."""
    return py.both(
        ast.Or,
        [py.compare(first or name, ast.NotEq, py.constant(0)), py.has_class(name, "float")],
    )
