"""From a resolved tree to a CompiledProgram: one Python function for every LPC function, compiled file by file."""

from __future__ import annotations

import ast
import types
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from .. import nodes
from ..declarations import defaults_of, signature_of
from ..diagnostics import Diagnostics
from ..environment import EfunSignature, Environment
from ..program import INITIALIZER, LOCALS, CompiledFunction, CompiledProgram, InheritedProgram, Signature
from ..scope import ProgramScope
from ..symbols import FunctionScope
from . import builder as py
from .deep import flatten_deep_blocks
from .emitter import Emitter
from .guards import checked_arguments
from .known import known_values, walks
from .proofs import prove_locals
from .ranges import slow_movers
from .references import with_references

_WANTED = "wanted"  # its argument: a set of names, or undefined for everything
_COMPREHENSION: Final = "_deep"  # frames of such names are none of LPC (runtime/tracing/stack.py)
_LEFT_OUT: Final = "_left_out"  # the value of an argument with a default that a call did not give


class ProgramEmitter:
    """Collects what the functions of one program need: helper functions, tables, efuns."""

    def __init__(self, scope: ProgramScope, environment: Environment) -> None:
        self.scope = scope
        self.environment = environment
        self.tables: dict[str, Any] = {}
        self.efuns: set[str] = set()
        self.sites: set[tuple[str, int]] = set()
        self.call_arity: dict[str, int] = {}
        self.definitions: list[tuple[Signature, ast.FunctionDef, str]] = []
        self.locals: dict[ast.FunctionDef, tuple[str, ...]] = {}
        self._file = scope.tree.path

    # -- what emitters ask for -------------------------------------------------------------------------------

    def note_call(self, name: str, arity: int) -> None:
        """A call of f_name with that many arguments; the linker makes the function accept them."""
        self.call_arity[name] = max(arity, self.call_arity.get(name, 0))

    def use_efun(self, name: str) -> EfunSignature:
        """The signature of an efun that the code refers to."""
        self.efuns.add(name)
        return self.environment.efuns[name]

    def use_site(self, name: str, count: int) -> str:
        """The name under which compiled code knows what calls ->name() with that many arguments."""
        self.sites.add((name, count))
        return f"S{count}_{name}"

    def add_table(self, table: Any) -> str:
        """The name of a constant table."""
        name = f"T_{len(self.tables)}"
        self.tables[name] = table
        return name

    def class_name(self, name: str) -> str:
        """The name under which compiled code knows an LPC class."""
        return f"C_{name}"

    def count_step(self, emitter: Emitter) -> None:
        """In counting mode, one step of the evaluation budget."""
        if self.environment.options.counting:
            emitter.do(py.call("_tick"))

    def add_helper(self, names: Sequence[str], body: list[ast.stmt], line: int) -> str:
        """A function made for a function pointer; returns its attribute."""
        name = f"λ{len(self.definitions)}"
        argument_types = tuple(nodes.Type("mixed") for _ in names)
        signature = Signature(name, nodes.Type("mixed"), argument_types, frozenset({"private"}))
        self.definitions.append((signature, _definition("functional", names, None, body, line), self._file))
        return f"d_{name}"

    def add_anonymous(self, node: nodes.AnonymousFunction) -> str:
        """The function of `function type (arguments) { body }`; returns its attribute."""
        definition = self._function("functional", node.arguments, node.varargs, node.body, node.scope, node.line)
        name = f"λ{len(self.definitions)}"  # only now: the body may have made functions of its own
        signature = Signature(
            name,
            node.return_type,
            tuple(argument.type for argument in node.arguments),
            frozenset({"private"}),
            takes_rest=node.varargs,
            defaults=defaults_of(node.arguments),
        )
        self.definitions.append((signature, definition, self._file))
        return f"d_{name}"

    # -- functions -------------------------------------------------------------------------------------------

    def add_function(self, function: nodes.Function) -> None:
        """An LPC function."""
        assert function.body is not None
        self._file = function.file or self.scope.tree.path
        definition = self._function(
            function.name, function.arguments, function.varargs_list, function.body, function.scope, function.line,
            waits=(waits := "async" in function.modifiers),
        )  # fmt: skip
        if waits:
            _make_generator(definition)
        self.definitions.append((signature_of(function), definition, self._file))

    def _function(
        self,
        name: str,
        arguments: Sequence[nodes.Argument],
        takes_rest: bool,
        body: nodes.Block,
        scope: FunctionScope,
        line: int,
        *,
        waits: bool = False,
    ) -> ast.FunctionDef:
        proofs = self.environment.options.proofs
        emitter = Emitter(self, scope, prove_locals(scope, body.statements) if proofs else {})
        emitter.slow = slow_movers(body.statements, emitter.proven)
        if proofs and not waits:
            emitter.known = known_values(scope, body)
            for literal, walk in walks(body, emitter.known):
                emitter.walks.setdefault(literal, set()).add(walk)
        emitter.line = line
        self._prologue(emitter, arguments, takes_rest)
        checked, proven = checked_arguments(name, arguments, body, scope) if proofs else ((), {})

        def inside() -> None:
            if checked:
                with emitter.block() as for_others:
                    _whole(emitter, body)
                are_ints = py.all_have_class([py.name(one.python_name) for one in checked], "int")
                emitter.emit(ast.If(py.negate(are_ints), for_others, []))
                emitter.proven, emitter.slow = proven, slow_movers(body.statements, proven)
            _whole(emitter, body)

        with_references(emitter, arguments, _deferring(emitter, inside) if scope.defers else inside)
        names = [argument.symbol.python_name for argument in arguments]
        rest = names.pop() if takes_rest else None
        definition = _definition(name, names, rest, emitter.out, line)
        self.locals[definition] = tuple(one.python_name for one in scope.locals if not one.is_argument)
        return definition

    def _prologue(self, emitter: Emitter, arguments: Sequence[nodes.Argument], takes_rest: bool) -> None:
        """The rest of the arguments as an array; locals that may be read before they are assigned."""
        self.count_step(emitter)
        if takes_rest:
            rest = arguments[-1].symbol.python_name
            emitter.emit(py.assign(rest, py.call("list", py.name(rest))))
        for argument in arguments:
            if argument.default is not None:
                self._default(emitter, argument)
        unset = [local for local in emitter.scope.locals if not local.is_argument and not local.initialised]
        if unset:
            targets = [ast.Name(local.python_name, py.STORE) for local in unset]
            emitter.emit(ast.Assign(list(targets), py.name("U")))

    def _default(self, emitter: Emitter, argument: nodes.Argument) -> None:
        """An argument that was left out takes the value of its default function; one that is undefined keeps that."""
        assert argument.default is not None
        name = argument.symbol.python_name
        with emitter.block() as statements:
            value = py.call("_evaluate", py.name("self"), emitter.value(argument.default))
            emitter.emit(py.assign(name, value))
        emitter.emit(ast.If(py.compare(py.name(name), ast.Is, py.name(_LEFT_OUT)), statements, []))

    def add_initializer(self, variables: Iterable[nodes.GlobalVariable]) -> None:
        """What runs before create(), and for single variables when a program is exchanged in live objects."""
        emitter = Emitter(self, FunctionScope(), {})
        with emitter.block() as parents:
            for number, _ in enumerate(self.scope.parents):
                emitter.do(py.call(py.own(f"d{number}_{INITIALIZER}")))
        if parents:
            emitter.emit(ast.If(_everything(), parents, []))
        for variable in variables:
            if variable.value is not None:
                emitter.line, emitter.column = variable.line, variable.column
                with emitter.block() as statements:
                    emitter.emit(py.assign_own(f"v_{variable.name}", emitter.value(variable.value)))
                named = py.compare(py.constant(variable.name), ast.In, py.name(_WANTED))
                emitter.emit(ast.If(py.both(ast.Or, [_everything(), named]), statements, []))
        emitter.emit(ast.Return(py.constant(0)))
        signature = Signature(INITIALIZER, nodes.Type("void"), (), frozenset({"private"}))
        definition = _definition("global_initializers", [_WANTED], None, emitter.out, 1)
        self.definitions.append((signature, definition, self.scope.tree.path))


def _whole(emitter: Emitter, body: nodes.Block) -> None:
    """The body of a function, with the 0 that it returns at its end."""
    emitter.execute(body)
    emitter.line = body.end_line or emitter.line
    if not (emitter.out and isinstance(emitter.out[-1], ast.Return)):
        emitter.emit(ast.Return(py.constant(0)))


def _everything() -> ast.Compare:
    """Whether an initialiser is to do all that it can."""
    return py.compare(py.name(_WANTED), ast.Is, py.name("U"))


def _deferring(emitter: Emitter, body: Callable[[], None]) -> Callable[[], None]:
    """The emitter of a body after which the functions run that it gave to defer()."""

    def emit_body() -> None:
        emitter.do(py.call("_begin_deferring", py.name("self")))
        with emitter.block() as statements:
            body()
        with emitter.block() as end:
            emitter.do(py.call("_run_deferred", py.name("self")))
        emitter.emit(ast.Try(statements, [], [], end))

    return emit_body


def _definition(name: str, names: Sequence[str], rest: str | None, body: list[ast.stmt], line: int) -> ast.FunctionDef:
    arguments = ast.arguments(
        posonlyargs=[],
        args=[ast.arg("self"), *(ast.arg(one) for one in names)],
        vararg=ast.arg(rest) if rest else None,
        kwonlyargs=[],
        kw_defaults=[],
        kwarg=None,
        defaults=[py.name("U") for _ in names],
    )
    definition = py.function(name, arguments, body)
    py.place(definition, line, 1)
    flatten_deep_blocks(definition)
    return definition


def _make_generator(definition: ast.FunctionDef) -> None:
    """The code of an async function is a generator's, even if it awaits nothing."""
    never = ast.If(py.constant(0), [ast.Expr(ast.Yield(py.constant(0)))], [])
    py.place(never, definition.lineno, 1)
    definition.body.insert(0, never)


def generate(scope: ProgramScope, environment: Environment, diagnostics: Diagnostics) -> CompiledProgram:
    """Compile a program whose names and types are resolved and without errors."""
    emitter = emit(scope, environment)
    functions = _compile(emitter, diagnostics)
    tree = scope.tree
    return CompiledProgram(
        path=tree.path,
        file=environment.real_path(tree.path),
        inherits=tuple(InheritedProgram(one.path, one.modifiers) for one in scope.inherits),
        parents=tuple(scope.parents),
        variables=tuple(scope.variables.values()),
        functions=functions,
        prototypes=dict(scope.prototypes),
        classes=dict(scope.classes),
        tables=emitter.tables,
        efuns=frozenset(emitter.efuns),
        call_arity=emitter.call_arity,
        pragmas=tree.pragmas,
        sites=frozenset(emitter.sites),
    )


def emit(scope: ProgramScope, environment: Environment) -> ProgramEmitter:
    """The Python functions of a program, as syntax trees in `definitions`."""
    emitter = ProgramEmitter(scope, environment)
    variables = [one for one in scope.tree.definitions if isinstance(one, nodes.GlobalVariable)]
    emitter.add_initializer(variables)
    for function in scope.functions.values():
        emitter.add_function(function)
    return emitter


def _compile(emitter: ProgramEmitter, diagnostics: Diagnostics) -> dict[str, CompiledFunction]:
    """Compile the functions of each file together; one that Python refuses is an error at its place."""
    compiled: dict[str, CompiledFunction] = {}
    for file in dict.fromkeys(file for _, _, file in emitter.definitions):
        here = [(signature, definition) for signature, definition, where in emitter.definitions if where == file]
        real_path = emitter.environment.real_path(file)
        try:
            codes = _code_objects([definition for _, definition in here], real_path)
        except (RecursionError, SyntaxError, ValueError, MemoryError, OverflowError):
            codes = _one_by_one(here, real_path, file, diagnostics)
        for (signature, definition), code in zip(here, codes, strict=False):
            whole = _with_locals(code, emitter.locals.get(definition, ()))
            compiled[signature.name] = CompiledFunction(signature, whole, definition.lineno)
    return compiled


def _code_objects(definitions: Sequence[ast.FunctionDef], real_path: str) -> list[types.CodeType]:
    names = [one.name for one in definitions]
    for number, one in enumerate(definitions):
        one.name = f"{one.name} {number}"  # two functions that a macro made in one place would be one constant
    module = ast.Module(list(definitions), [])
    try:
        py.locate(module, 1)
        code = compile(module, real_path, "exec", dont_inherit=True)
    finally:
        for one, name in zip(definitions, names, strict=True):
            one.name = name
    codes = (one for one in code.co_consts if isinstance(one, types.CodeType))
    return [_renamed(one, name) for one, name in zip(codes, names, strict=True)]


def _renamed(code: types.CodeType, name: str) -> types.CodeType:
    """The code under another name; a comprehension in it is a frame of its own to some Pythons, but not to LPC."""
    if any(_is_comprehension(one) for one in code.co_consts):
        inner = [_renamed(one, _COMPREHENSION) if _is_comprehension(one) else one for one in code.co_consts]
        code = code.replace(co_consts=tuple(inner))
    if hasattr(code, "co_qualname"):
        return code.replace(co_name=name, co_qualname=name)
    return code.replace(co_name=name)


def _with_locals(code: types.CodeType, names: tuple[str, ...]) -> types.CodeType:
    """The code, which tells traces what its locals are."""
    return code.replace(co_consts=(*code.co_consts, (LOCALS, *names))) if names else code


def _is_comprehension(one: Any) -> bool:
    return isinstance(one, types.CodeType) and one.co_name == "<listcomp>"


def _one_by_one(
    here: list[tuple[Signature, ast.FunctionDef]], real_path: str, file: str, diagnostics: Diagnostics
) -> list[types.CodeType]:
    codes: list[types.CodeType] = []
    for signature, definition in here:
        try:
            codes.extend(_code_objects([definition], real_path))
        except (RecursionError, SyntaxError, ValueError, MemoryError, OverflowError):
            place = nodes.Node(file=file, line=definition.lineno, column=1)
            diagnostics.error(f"Function {signature.name} is too complex to compile: split it", place)
    return codes
