"""The names in the functions of a program: each gets the symbol of what it stands for.

Rule: scope.py says what a name of the program means; this page knows the blocks and their locals, which hide it. It
lists what the code stage must know of each function too: its locals with the Python names they get.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from . import nodes
from .diagnostics import meant
from .scope import ProgramScope
from .symbols import Efun, FunctionScope, Local, Valued
from .walking import children

_REDECLARED: Final = "Illegal to redeclare local name '{}'"
_TOO_MANY: Final = "Too many local variables"
_NAMING: Final = frozenset({
    nodes.AnonymousFunction, nodes.Call, nodes.Captured, nodes.Cast, nodes.Catch, nodes.ExpressionFunction,
    nodes.FunctionPointer, nodes.Name, nodes.NewClass, nodes.TimeExpression,
})  # fmt: skip
"""The expressions that have names in them, or blocks; of all others only what is below them matters."""


def resolve(scope: ProgramScope) -> None:
    """Fill the symbols of every function and every initialiser of the program."""
    for number, one in enumerate(scope.tree.definitions):
        scope.place = number
        _check_types(scope, one)
        if isinstance(one, nodes.Function) and one.body is not None:
            one.scope = FunctionScope()
            _Resolver(scope, one.scope, strict=one.strict).function(one.arguments, one.body)
        elif isinstance(one, nodes.GlobalVariable) and one.value is not None:
            _Resolver(scope, FunctionScope(), strict=True).expression(one.value)


def _check_types(scope: ProgramScope, one: nodes.Node) -> None:
    """Report classes that a definition names and that are not known."""
    if isinstance(one, nodes.Function):
        scope.check_type(one.return_type, one)
        if one.body is None:
            _check_arguments(scope, one)
    elif isinstance(one, nodes.GlobalVariable):
        scope.check_type(one.type, one)
    elif isinstance(one, nodes.ClassDefinition):
        for _, type_ in one.members:
            scope.check_type(type_, one)


def _check_arguments(scope: ProgramScope, prototype: nodes.Function) -> None:
    names: set[str] = set()
    for argument in prototype.arguments:
        if argument.name in names:
            scope.diagnostics.error(_REDECLARED.format(argument.name), argument)
        names.update([argument.name] if argument.name else ())
        scope.check_type(argument.type, argument)
    options = scope.environment.options
    if not options.loose_types:
        for argument in prototype.arguments[options.maximum_locals :]:
            scope.diagnostics.error(_TOO_MANY, argument)


class _Resolver:
    """Walks one function; `blocks` maps names to locals, innermost block last."""

    def __init__(self, program: ProgramScope, scope: FunctionScope, *, strict: bool) -> None:
        self.program = program
        self.scope = scope
        self.strict = strict
        self.blocks: list[dict[str, Local]] = [{}]
        self.declared: list[tuple[Local, nodes.Node]] = []
        self.pointer_depth = 0  # inside (: ... :), where locals are out of reach

    def function(self, arguments: Iterable[nodes.Argument], body: nodes.Block) -> None:
        for argument in arguments:
            argument.symbol = self._declare(argument.name, argument.type, argument, is_argument=True)
            if argument.default is not None:
                self.expression(argument.default)
        self._statements(body.statements)
        if self.program.environment.options.loose_types:
            self._warn_of_unused()

    def _warn_of_unused(self) -> None:
        """FluffOS says which locals are declared and nowhere mentioned."""
        for local, place in self.declared:
            if not local.mentioned and not local.is_argument:
                self.program.diagnostics.warning(f"Unused local variable '{local.name}'", place)

    def _declare(self, name: str, type_: nodes.Type, place: nodes.Node, *, is_argument: bool = False) -> Local:
        if name and any(name in block for block in self.blocks):
            self.program.diagnostics.error(_REDECLARED.format(name), place)
        options = self.program.environment.options
        if len(self.declared) >= options.maximum_locals and not options.loose_types:
            self.program.diagnostics.error(_TOO_MANY, place)
        self.program.check_type(type_, place)
        local = self.scope.declare(name or "unnamed", type_, is_argument=is_argument)
        self.blocks[-1][name] = local
        self.declared.append((local, place))
        return local

    def _statements(self, statements: Iterable[nodes.Node]) -> None:
        for statement in statements:
            self.statement(statement)

    def _nested(self, statements: Iterable[nodes.Node]) -> None:
        self.blocks.append({})
        self._statements(statements)
        for name in self.blocks.pop():
            for outer in self.blocks:
                outer.pop(name, None)  # where it was declared once more, which is an error, it ends with this block

    def statement(self, node: nodes.Node) -> None:
        match node:
            case nodes.Block():
                self._nested(node.statements)
            case nodes.LocalDeclaration():
                if node.value is not None:
                    self.expression(node.value)
                node.symbol = self._declare(node.name, node.type, node)
                node.symbol.initialised = node.value is not None
            case nodes.If():
                for condition, body in node.arms:
                    self.expression(condition)
                    self._nested([body])
                if node.otherwise:
                    self._nested([node.otherwise])
            case nodes.For():
                self.blocks.append({})
                self._statements(node.initial)
                for part in (node.condition, node.step):
                    if part:
                        self.expression(part)
                self._nested([node.body])
                self.blocks.pop()
            case nodes.Foreach():
                self._foreach(node)
            case nodes.Switch():
                self.expression(node.subject)
                self._nested(one for one in node.body if isinstance(one, nodes.Statement))
                self._never_begun(node)
            case _:
                for child in children(node):
                    if isinstance(child, nodes.Statement):
                        self._nested([child])
                    else:
                        self.expression(child)

    def _never_begun(self, node: nodes.Switch) -> None:
        """What is declared before the first label does not get its value: the switch goes to a label."""
        for one in node.body:
            if isinstance(one, nodes.Case):
                break
            if isinstance(one, nodes.LocalDeclaration):
                one.symbol.initialised = False

    def _foreach(self, node: nodes.Foreach) -> None:
        self.blocks.append({})
        for target in node.targets:
            if isinstance(target, nodes.LocalDeclaration):
                self.statement(target)
                target.symbol.initialised = target.symbol.mentioned = True
            elif isinstance(target, nodes.Name):
                self._target(target)
            else:
                self.expression(target)
        self.expression(node.collection)
        self._nested([node.body])
        self.blocks.pop()

    def _target(self, target: nodes.Name) -> None:
        """A variable that a foreach takes; one that is not there is not there in the body either."""
        known = self._find(target.name)
        self._name(target, "'{}' is not a local or a global variable.")
        if known is None:
            self.blocks[0].pop(target.name, None)

    def expression(self, node: nodes.Node) -> None:
        """Resolve an expression; left-deep chains are walked without recursion."""
        pending = [node]
        while pending:
            node = pending.pop()
            if node.__class__ not in _NAMING:
                pending.extend(reversed(children(node)))
                continue
            match node:
                case nodes.Name():
                    self._name(node)
                case nodes.AnonymousFunction():
                    self._anonymous(node)
                    continue
                case nodes.ExpressionFunction():
                    self.pointer_depth += 1
                    self.expression(node.body)
                    self.pointer_depth -= 1
                    continue
                case nodes.Captured():
                    depth, self.pointer_depth = self.pointer_depth, max(0, self.pointer_depth - 1)
                    self.expression(node.expression)
                    self.pointer_depth = depth
                    continue
                case nodes.Call() | nodes.FunctionPointer():
                    if isinstance(node, nodes.FunctionPointer) and self._variable_pointer(node):
                        continue
                    if isinstance(node, nodes.Call) and node.keyword:  # new(path): no lookup, the efun itself
                        node.symbol = Efun(node.name, self.program.environment.efuns[node.name])
                        pending.extend(reversed(children(node)))
                        continue
                    node.symbol = self._value_to_call(node) or self.program.callee(
                        node.name, node.label, node, strict=self.strict
                    )
                    self.scope.defers |= isinstance(node.symbol, Efun) and node.name == "defer"
                case nodes.NewClass():
                    self.program.check_class(node.class_name, node)
                case nodes.Cast():
                    self.program.check_type(node.to, node)
                case nodes.Catch() | nodes.TimeExpression() if isinstance(node.body, nodes.Block):
                    self._catch_block(node.body)
                    continue
                case _:
                    pass
            pending.extend(reversed(children(node)))

    def _catch_block(self, body: nodes.Block) -> None:
        """In FluffOS before 2026 its locals outlive it, and mudlibs use them; here where nothing else has the name."""
        self.blocks.append({})
        self._statements(body.statements)
        self.scope.of_catches.update(self.blocks.pop())

    def _local_of_catch(self, name: str) -> Local | None:
        found = self.scope.of_catches.get(name) if self.program.environment.options.loose_types else None
        if found:
            found.initialised, found.escapes, found.mentioned = False, True, True
        return found

    def _function_itself(self, node: nodes.Name) -> nodes.FunctionPointer | None:
        """In FluffOS the name of a function alone is a pointer to it."""
        environment = self.program.environment
        if not environment.options.loose_types:
            return None
        known = self.program.has_function(node.name) or node.name in environment.simul_efuns
        if not (known or node.name in environment.efuns):
            return None
        pointer = nodes.FunctionPointer(node.name, [], None, file=node.file, line=node.line, column=node.column)
        self.expression(pointer)
        return pointer

    def _variable_pointer(self, node: nodes.FunctionPointer) -> bool:
        """(: name :) where name is a variable: an expression function over it, or an error for a local."""
        if node.label is not None:
            return False
        if self._find(node.name):
            self.program.diagnostics.error("Illegal to use local variable in a functional.", node)
            return True
        if not self.program.has_variable(node.name):
            return False
        variable = self.program.variable(node.name, node)
        if node.bound:
            self.program.diagnostics.error("Can't give parameters to functional.", node)
        node.symbol = variable
        return True

    def _value_to_call(self, node: nodes.Call | nodes.FunctionPointer) -> Valued | None:
        """The variable that f(x) calls the value of, when no function is called so."""
        name = node.name
        if not (isinstance(node, nodes.Call) and node.label is None and self.program.environment.options.loose_types):
            return None
        if self.program.has_function(name) or not (self._find(name) or self.program.has_variable(name)):
            return None
        variable = nodes.Name(name, file=node.file, line=node.line, column=node.column)
        self._name(variable)
        return Valued(variable)

    def _anonymous(self, node: nodes.AnonymousFunction) -> None:
        node.scope = FunctionScope()
        _Resolver(self.program, node.scope, strict=True).function(node.arguments, node.body)

    def _find(self, name: str) -> Local | None:
        found = next((block[name] for block in reversed(self.blocks) if name in block), None)
        if found is not None:
            found.mentioned = True
        return found

    def _name(self, node: nodes.Name, unknown: str = "Undefined variable '{}'") -> None:
        local = self._find(node.name)
        if local:
            if self.pointer_depth:
                self.program.diagnostics.error("Illegal to use local variable in functional.", node)
            node.symbol = local
            return
        node.symbol = (
            self.program.variable(node.name, node) or self._local_of_catch(node.name) or self._function_itself(node)
        )
        if node.symbol is None:
            known = [*(name for block in self.blocks for name in block), *self.program.variables_in_reach()]
            self.program.diagnostics.error(unknown.format(node.name), node, meant(node.name, known))
            node.symbol = self._declare(node.name, nodes.Type("mixed"), node)
            node.symbol.mentioned = True
            self.blocks[0][node.name] = self.blocks[-1].pop(node.name)  # once in a function is enough
