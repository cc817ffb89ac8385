"""Names to meanings: which variable, function or class each name of a program stands for.

Rule: this stage alone looks names up. It fills the `symbol` fields of the tree with the symbols below and reports what
cannot be found; the type and code stages read symbols and never names. Order of meanings, as in Neolith: a function
of the program (own, then inherited), a simul_efun, an efun.

The stage also lists what the code stage must know of each function: its locals with the Python names they get.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs

from . import nodes
from .diagnostics import Diagnostics, meant
from .environment import EfunSignature, Environment
from .inherited import (
    Modifiers,
    all_variables,
    find_definition,
    find_variable,
    inherited_functions,
    inherited_modifiers,
    inherited_prototype,
    inherited_variables,
    nomask_functions,
    prefixed,
)
from .program import ClassDefinition, CompiledProgram, Signature, Variable, promise_of

# Python words, and the names that generated code uses besides those with a prefix.
_PYTHON_RESERVED = frozenset(keyword.kwlist) | {"self", "U", "int", "float", "str", "list", "len", "ord"}
_PREFIXES = ("_", "e_", "C_", "T_", "l_", "S0_", "S1_", "S2_", "S3_", "S4_")


# -- symbols -------------------------------------------------------------------------------------------------


@attrs.define(slots=True, eq=False)
class Local:
    """A local variable or argument. `python_name` is unique in its function."""

    name: str
    python_name: str
    type: nodes.Type
    is_argument: bool = False
    initialised: bool = False  # declared with a value, so never read unassigned
    escapes: bool = False  # from the catch block that declares it


@attrs.frozen(slots=True)
class Global:
    """A global variable, own or inherited; `attribute` as seen from this program's code."""

    name: str
    attribute: str
    type: nodes.Type


@attrs.frozen(slots=True)
class Virtual:
    """A function called by its name: the last definition in the finished object answers."""

    name: str
    signature: Signature | None


@attrs.frozen(slots=True)
class Direct:
    """A function called as exactly this definition: a private one, or a parent's by ::; `attribute` from here."""

    name: str
    attribute: str
    signature: Signature


@attrs.frozen(slots=True)
class Simul:
    """A simul_efun."""

    name: str
    signature: Signature


@attrs.frozen(slots=True)
class Efun:
    """An efun."""

    name: str
    signature: EfunSignature


@attrs.frozen(slots=True)
class Valued:
    """What a variable holds, called as f(x) (other dialects)."""

    name: nodes.Name


Callee = Virtual | Direct | Simul | Efun | Valued


@attrs.define(slots=True, eq=False)
class FunctionScope:
    """The locals of one function (or anonymous function), in order of declaration."""

    locals: list[Local] = attrs.field(factory=list)
    defers: bool = False  # it calls defer(), so something may be left to do when it ends
    of_catches: dict[str, Local] = attrs.field(factory=dict)  # those of catch blocks that have ended
    _taken: set[str] = attrs.field(factory=set)

    def declare(self, name: str, type_: nodes.Type, *, is_argument: bool = False) -> Local:
        """A new local with a Python name of its own."""
        plain = mangle(name)
        python_name, number = plain, 1
        while python_name in self._taken:
            number += 1
            python_name = f"{plain}_{number}"
        self._taken.add(python_name)
        local = Local(name, python_name, type_, is_argument)
        self.locals.append(local)
        return local


def mangle(name: str) -> str:
    """The Python name of a local: its own, unless that could hide a name that generated code needs."""
    if name in _PYTHON_RESERVED or name.startswith(_PREFIXES):
        return f"l_{name}"
    return name


# -- the program's names -------------------------------------------------------------------------------------


class ProgramScope:
    """The names of one program."""

    def __init__(
        self,
        tree: nodes.Program,
        parents: Sequence[CompiledProgram],
        environment: Environment,
        diagnostics: Diagnostics,
    ) -> None:
        self.tree = tree
        self.parents = parents
        self.environment = environment
        self.diagnostics = diagnostics
        self.inherits = [one for one in tree.definitions if isinstance(one, nodes.Inherit)]
        self.classes: dict[str, ClassDefinition] = {}
        self.variables: dict[str, Variable] = {}
        self.functions: dict[str, nodes.Function] = {}
        self.prototypes: dict[str, Signature] = {}
        self.place = 0  # the number of the definition that is being resolved
        self._variable_at: dict[str, int] = {}  # own variables: the number of the definition
        self._class_at: dict[str, int] = {}  # own classes: the same
        self._defined_at: dict[str, int] = {}  # own functions: the number of the definition
        self._declared_at: dict[str, int] = {}  # own functions and prototypes: the number of the first definition
        self._reported: set[str] = set()  # undefined functions that were reported: once is enough
        self._collect()

    def _collect(self) -> None:
        for parent in self.parents:
            self.classes.update(parent.classes)
        self._check_parents()
        for number, one in enumerate(self.tree.definitions):
            if isinstance(one, nodes.ClassDefinition):
                self._collect_class(one)
                self._class_at.setdefault(one.name, number)
            elif isinstance(one, nodes.GlobalVariable):
                self._check_nomask_variable(one.name, self._inherited_variables(one.name), one)
                self.variables[one.name] = Variable(one.name, one.type, one.modifiers)
                self._variable_at.setdefault(one.name, number)
            elif isinstance(one, nodes.Function):
                self._declared_at.setdefault(one.name, number)
                if one.body is not None:
                    self._defined_at.setdefault(one.name, number)
                self._collect_function(one)

    def _collect_class(self, one: nodes.ClassDefinition) -> None:
        known = self.classes.get(one.name)
        same = known is not None and known.members == tuple(one.members)
        if known is not None and not (same and self.environment.options.loose_types):
            self.diagnostics.error(f"Illegal to redefine class {one.name}", one)
        self.classes[one.name] = ClassDefinition(one.name, tuple(one.members))

    def _collect_function(self, one: nodes.Function) -> None:
        signature = signature_of(one)
        self._check_nomask(one)
        earlier = self.prototypes.get(one.name)
        self._check_async(one, earlier)
        if one.body is None:
            if one.name not in self.functions:
                self.prototypes[one.name] = signature
            return
        if one.name in self.functions:
            self.diagnostics.error(f"Redeclaration of function {one.name}.", one)
            return
        exact = not self.environment.options.loose_types
        if exact and earlier and one.strict and earlier.typed and not earlier.varargs:
            if len(earlier.argument_types) != len(signature.argument_types):
                self.diagnostics.error("Number of arguments disagrees with previous definition.", one)
        self.functions[one.name] = one

    def _check_nomask(self, one: nodes.Function) -> None:
        if one.body is None:
            return
        for number, parent in enumerate(self.parents):
            found = find_definition(parent, one.name)
            if found and "nomask" in inherited_modifiers(found[2], self._inherited_by(number)):
                self.diagnostics.error(f"Illegal to redefine 'nomask' function \"{one.name}\"", one)
                return

    def _check_async(self, one: nodes.Function, earlier: Signature | None) -> None:
        """Who calls a function must know whether it gives a promise: the driver, its heirs, and what stands before."""
        asynchronous = "async" in one.modifiers
        options = self.environment.options
        if asynchronous and one.name in options.applies:
            self.diagnostics.error(f"Illegal to declare apply {one.name} async: the driver does not wait for it.", one)
        elif asynchronous and one.name in options.master_applies:
            message = f"The driver does not wait for {one.name} of the master, so it should not be async there."
            self.diagnostics.warning(message, one)
        if earlier is not None and earlier.asynchronous != asynchronous:
            self.diagnostics.error(f"Prototype and definition of {one.name} disagree about async.", one)
            return
        if "private" in one.modifiers:
            return
        inherited = self._inherited(one.name)
        if inherited and "private" not in inherited[2] and inherited[1].asynchronous != asynchronous:
            is_, not_ = ("async", "not") if asynchronous else ("not async", "it")
            message = f"Function {one.name} is {is_}, and the inherited one is {not_}: both must be, or none."
            self.diagnostics.error(message, one)

    def _check_parents(self) -> None:
        """A later parent may not redefine what is nomask in an earlier one, nor in Neolith its classes.

        In a diamond Neolith takes the same definition for another one.
        """
        for number, parent in enumerate(self.parents):
            for later in range(number + 1, len(self.parents)):
                self._check_two_parents(parent, self.parents[later], number, self.inherits[later])

    def _check_two_parents(
        self, parent: CompiledProgram, later: CompiledProgram, number: int, place: nodes.Inherit
    ) -> None:
        loose = self.environment.options.loose_types
        for name in dict.fromkeys(all_variables(later)):
            declared = find_variable(parent, name)
            same = declared and loose and find_variable(later, name)
            if declared and "nomask" in inherited_modifiers(declared[2], self._inherited_by(number)):
                if not same or same[1] is not declared[1]:
                    self.diagnostics.error(f"Illegal to redefine 'nomask' variable \"{name}\"", place)
        if not loose:
            for name in later.classes:
                if name in parent.classes:
                    self.diagnostics.error(f"Illegal to redefine class {name}", place)
        for name, signature in dict(nomask_functions(parent)).items():
            found = find_definition(later, name)
            if found and not (loose and found[1] is signature):
                self.diagnostics.error(f"Illegal to redefine 'nomask' function \"{name}\"", place)

    def _check_nomask_variable(self, name: str, found: Iterable[tuple[Variable, Modifiers]], place: nodes.Node) -> None:
        if any("nomask" in modifiers for _, modifiers in found):
            self.diagnostics.error(f"Illegal to redefine 'nomask' variable \"{name}\"", place)

    def _inherited_by(self, number: int) -> Modifiers:
        """The modifiers with which parent `number` is inherited."""
        return self.inherits[number].modifiers

    def _inherited_variables(self, name: str) -> list[tuple[Variable, Modifiers]]:
        found = [find_variable(parent, name) for parent in self.parents]
        return [
            (one[1], inherited_modifiers(one[2], self._inherited_by(number))) for number, one in enumerate(found) if one
        ]

    def check_type(self, type_: nodes.Type, place: nodes.Node) -> None:
        """Report a class in a type that is not known here."""
        if type_.basic == "class":
            self.check_class(type_.class_name, place)
        if type_.payload is not None:
            self.check_type(type_.payload, place)

    def check_class(self, name: str, place: nodes.Node) -> None:
        """Report a class that is not known here, as Neolith does: a word that means nothing is a syntax error."""
        if name in self.classes and self._class_at.get(name, -1) <= self.place:
            return
        message, hint = f"Undefined class '{name}'", meant(name, self.classes)
        if self.environment.options.loose_types or self.has_function(name) or self.has_variable(name):
            self.diagnostics.error(message, place, hint)
        else:
            self.diagnostics.error("syntax error", place, f"undefined class '{name}'" + (f", {hint}" if hint else ""))

    def has_variable(self, name: str) -> bool:
        """Is there a global variable of that name here, own or inherited?"""
        return self._own_variable(name) is not None or any(find_variable(parent, name) for parent in self.parents)

    def _own_variable(self, name: str) -> Variable | None:
        known = self._variable_at.get(name, self.place) < self.place
        return self.variables.get(name) if known else None

    def has_function(self, name: str) -> bool:
        """Is there a function of that name, own, inherited or for everybody?"""
        own = name in self.functions or name in self.prototypes or self._inherited(name) is not None
        return own or name in self.environment.simul_efuns or name in self.environment.efuns

    def variable(self, name: str, place: nodes.Node) -> Global | None:
        """The global variable of that name, own or inherited; an own one is known behind its declaration."""
        own = self._own_variable(name)
        if own:
            return Global(name, own.attribute, own.type)
        inherited = [find_variable(parent, name, str(number)) for number, parent in enumerate(self.parents)]
        known = [one for one in reversed(inherited) if one]
        if not known:
            return None
        prefix, variable, modifiers = next((one for one in known if "private" not in one[2]), known[0])
        if "private" in modifiers:
            self.diagnostics.error(f"Illegal to use private variable '{name}'", place)
        return Global(name, prefixed("v", prefix, name), variable.type)

    def function(self, name: str, place: nodes.Node) -> Virtual | Direct | None:
        """The function of that name in this program, own, declared or inherited.

        Before its definition an own function is known as its prototype says.
        """
        own = self.functions.get(name)
        if own:
            signature = signature_of(own)
            if name in self.prototypes and self._defined_at.get(name, -1) > self.place:
                signature = self.prototypes[name]
            if "private" in own.modifiers:
                return Direct(name, prefixed("d", "", name), signature)
            return Virtual(name, signature)
        inherited = self._inherited(name)
        if inherited:
            _, signature, modifiers = inherited
            if "private" in modifiers and not isinstance(place, nodes.FunctionPointer):
                self.diagnostics.error(f"Illegal to call private function '{name}'", place)
                return Virtual(name, None)
            return Virtual(name, self.prototypes.get(name, signature))
        if name in self.prototypes:
            return Virtual(name, self.prototypes[name])
        for parent in self.parents:
            prototype = inherited_prototype(parent, name)
            if prototype:
                return Virtual(name, prototype)
        return None

    def _inherited(self, name: str) -> tuple[str, Signature, Modifiers] | None:
        for number in reversed(range(len(self.parents))):
            found = find_definition(self.parents[number], name, str(number))
            if found:
                return found
        return None

    def parent_function(self, label: str, name: str, place: nodes.Node) -> Direct | None:
        """What label::name (or ::name) calls: the definition in the first parent that fits."""
        for number, parent in enumerate(self.parents):
            if label and not _fits(label, parent):
                continue
            found = find_definition(parent, name, str(number))
            if found:
                prefix, signature, _ = found
                return Direct(name, prefixed("d", prefix, name), signature)
        shown = f"{label or ''}::{name}" if label else f"::{name}"
        self.diagnostics.error(f"No such inherited function {shown}", place, self._meant_parent(label, name))
        return None

    def _meant_parent(self, label: str, name: str) -> str:
        """A hint at what label::name should perhaps be."""
        fitting = [parent for parent in self.parents if not label or _fits(label, parent)]
        if fitting:
            return meant(name, (one for parent in fitting for one in inherited_functions(parent)))
        labels = [parent.name.rpartition("/")[2] for parent in self.parents]
        return meant(label, labels) or (f"the programs inherited are {', '.join(labels)}" if labels else "")

    def callee(self, name: str, label: str | None, place: nodes.Node, *, strict: bool) -> Callee | None:
        """What name(...) calls. None (after a message, when types are checked) when there is no such function."""
        if label == "efun":
            return self._efun(name, place)
        if label is not None:
            return self.parent_function(label, name, place)
        function = self.function(name, place)
        if function and not self._is_hidden_yet(name):
            return function
        if name in self.environment.simul_efuns:
            return Simul(name, self.environment.simul_efuns[name])
        if name in self.environment.efuns:
            return Efun(name, self.environment.efuns[name])
        if strict:
            if name not in self._reported:
                self._reported.add(name)
                pointer = isinstance(place, nodes.FunctionPointer) and not self.environment.options.loose_types
                message = f"Undefined variable '{name}'" if pointer else f"Undefined function {name}"
                self.diagnostics.error(message, place, self._meant(name))
            return None
        return Virtual(name, None)

    def _is_hidden_yet(self, name: str) -> bool:
        """Does the name still mean a simul_efun or efun here, since the program's function of it comes later?"""
        if self._declared_at.get(name, -1) <= self.place:
            return False
        known = name in self.environment.simul_efuns or name in self.environment.efuns
        return known and not self._inherited(name)

    def _efun(self, name: str, place: nodes.Node) -> Efun | None:
        signature = self.environment.efuns.get(name)
        if signature is None:
            self.diagnostics.error(f"Unknown efun: {name}", place, meant(name, self.environment.efuns))
            return None
        if not self.environment.may_override(name, place.file):
            self.diagnostics.error("Invalid simulated efunction override", place)
        return Efun(name, signature)

    def _meant(self, name: str) -> str:
        """A hint at the function or macro that was perhaps meant, or nothing."""
        inherited = (one for parent in self.parents for one in inherited_functions(parent))
        known = (self.functions, self.prototypes, inherited, self.environment.simul_efuns, self.environment.efuns)
        return meant(name, (one for names in (*known, self.diagnostics.macros) for one in names))

    def variables_in_reach(self) -> Iterator[str]:
        """The names of all global variables, own and inherited, and of macros, for hints."""
        yield from self.variables
        for parent in self.parents:
            yield from inherited_variables(parent)
        yield from self.diagnostics.macros


def _fits(label: str, program: CompiledProgram) -> bool:
    return program.name == label or program.name.endswith(f"/{label}")


def defaults_of(arguments: Iterable[nodes.Argument]) -> tuple[bool, ...]:
    """Which arguments have a default; () when none has."""
    have = tuple(argument.default is not None for argument in arguments)
    return have if any(have) else ()


def signature_of(function: nodes.Function) -> Signature:
    """The signature of a function in the tree."""
    asynchronous = "async" in function.modifiers
    return Signature(
        function.name,
        promise_of(function.return_type) if asynchronous else function.return_type,
        tuple(argument.type for argument in function.arguments),
        function.modifiers,
        takes_rest=function.varargs_list,
        typed=function.strict,
        defined=function.body is not None,
        defaults=defaults_of(function.arguments),
    )


# -- walking a function --------------------------------------------------------------------------------------


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
        for argument in one.arguments if one.body is None else ():
            scope.check_type(argument.type, argument)
    elif isinstance(one, nodes.GlobalVariable):
        scope.check_type(one.type, one)
    elif isinstance(one, nodes.ClassDefinition):
        for _, type_ in one.members:
            scope.check_type(type_, one)


class _Resolver:
    """Walks one function; `blocks` maps names to locals, innermost block last."""

    def __init__(self, program: ProgramScope, scope: FunctionScope, *, strict: bool) -> None:
        self.program = program
        self.scope = scope
        self.strict = strict
        self.blocks: list[dict[str, Local]] = [{}]
        self.pointer_depth = 0  # inside (: ... :), where locals are out of reach

    def function(self, arguments: Iterable[nodes.Argument], body: nodes.Block) -> None:
        for argument in arguments:
            argument.symbol = self._declare(argument.name, argument.type, argument, is_argument=True)
            if argument.default is not None:
                self.expression(argument.default)
        self._statements(body.statements)

    def _declare(self, name: str, type_: nodes.Type, place: nodes.Node, *, is_argument: bool = False) -> Local:
        if name and any(name in block for block in self.blocks):
            self.program.diagnostics.error(f"Illegal to redeclare local name '{name}'", place)
        self.program.check_type(type_, place)
        local = self.scope.declare(name or "unnamed", type_, is_argument=is_argument)
        self.blocks[-1][name] = local
        return local

    def _statements(self, statements: Iterable[nodes.Node]) -> None:
        for statement in statements:
            self.statement(statement)

    def _nested(self, statements: Iterable[nodes.Node]) -> None:
        self.blocks.append({})
        self._statements(statements)
        self.blocks.pop()

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
            case _:
                for child in children(node):
                    if isinstance(child, nodes.Statement):
                        self._nested([child])
                    else:
                        self.expression(child)

    def _foreach(self, node: nodes.Foreach) -> None:
        self.blocks.append({})
        for target in node.targets:
            if isinstance(target, nodes.LocalDeclaration):
                self.statement(target)
                target.symbol.initialised = True
            elif isinstance(target, nodes.Name):
                self._name(target, "'{}' is not a local or a global variable.")
            else:
                self.expression(target)
        self.expression(node.collection)
        self._nested([node.body])
        self.blocks.pop()

    def expression(self, node: nodes.Node) -> None:
        """Resolve an expression; left-deep chains are walked without recursion."""
        pending = [node]
        while pending:
            node = pending.pop()
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
            found.initialised, found.escapes = False, True
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
        return next((block[name] for block in reversed(self.blocks) if name in block), None)

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


_CHILD_FIELDS: dict[type, tuple[str, ...]] = {}
_WORD: Final = re.compile(r"\w+")
_NO_NODES: Final = frozenset({"None", "Type", "bool", "float", "frozenset", "int", "list", "str", "tuple"})


def _may_hold_nodes(field: attrs.Attribute[Any]) -> bool:
    """Is a field part of the tree, and not of a type in which there are no nodes?"""
    if field.name in ("file", "line", "column", "type", "symbol", "scope"):
        return False
    return not _NO_NODES.issuperset(_WORD.findall(str(field.type)))


def children(node: nodes.Node) -> list[nodes.Node]:
    """The nodes directly below a node, in source order."""
    fields = _CHILD_FIELDS.get(node.__class__)
    if fields is None:
        fields = tuple(field.name for field in attrs.fields(node.__class__) if _may_hold_nodes(field))
        _CHILD_FIELDS[node.__class__] = fields
    found: list[nodes.Node] = []
    for field in fields:
        value = getattr(node, field)
        if isinstance(value, nodes.Node):
            found.append(value)
        elif value.__class__ is list:
            for one in value:
                if one.__class__ is tuple:
                    found.extend(part for part in one if isinstance(part, nodes.Node))
                elif isinstance(one, nodes.Node):
                    found.append(one)
    return found
