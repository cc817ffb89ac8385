"""What a program declares: its classes, variables, functions and prototypes, collected before any name is looked up.

Rule: a declaration that may not be is reported here, once: a second definition, one of a `nomask` function, a prototype
of another kind. What the names in functions mean is asked of scope.py, which starts from this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from . import nodes
from .diagnostics import Diagnostics
from .environment import Environment
from .inherited import (
    Modifiers,
    all_variables,
    find_definition,
    find_variable,
    inherited_modifiers,
    inherited_prototype,
    last_definition,
    nomask_functions,
)
from .program import ClassDefinition, CompiledProgram, Signature, Variable, promise_of


@attrs.frozen(slots=True)
class Places:
    """Where in the program own names are declared: the number of the definition."""

    class_at: dict[str, int] = attrs.field(factory=dict)
    variable_at: dict[str, int] = attrs.field(factory=dict)
    defined_at: dict[str, int] = attrs.field(factory=dict)  # functions with a body
    declared_at: dict[str, int] = attrs.field(factory=dict)  # functions and prototypes: the first of them


def collected(
    tree: nodes.Program, parents: Sequence[CompiledProgram], environment: Environment, diagnostics: Diagnostics
) -> Declarations:
    """The declarations of a program; what may not be is reported."""
    declarations = Declarations(parents, environment, diagnostics)
    declarations.collect(tree)
    return declarations


class Declarations:
    """What one program declares."""

    def __init__(self, parents: Sequence[CompiledProgram], environment: Environment, diagnostics: Diagnostics) -> None:
        self.parents = parents
        self.environment = environment
        self.diagnostics = diagnostics
        self.inherits: list[nodes.Inherit] = []
        self.classes: dict[str, ClassDefinition] = {}  # those of the parents too
        self.variables: dict[str, Variable] = {}
        self.functions: dict[str, nodes.Function] = {}
        self.prototypes: dict[str, Signature] = {}
        self.promises: dict[str, Signature] = {}  # the prototypes, own or inherited, that own functions have to keep
        self.places = Places()

    def collect(self, tree: nodes.Program) -> None:
        """Take in the definitions of `tree`, in their order."""
        self.inherits = [one for one in tree.definitions if isinstance(one, nodes.Inherit)]
        for parent in self.parents:
            self.classes.update(parent.classes)
        self._check_parents()
        for number, one in enumerate(tree.definitions):
            if isinstance(one, nodes.ClassDefinition):
                self._collect_class(one)
                self.places.class_at.setdefault(one.name, number)
            elif isinstance(one, nodes.GlobalVariable):
                self._collect_variable(one)
                self.places.variable_at.setdefault(one.name, number)
            elif isinstance(one, nodes.Function):
                self.places.declared_at.setdefault(one.name, number)
                if one.body is not None:
                    self.places.defined_at.setdefault(one.name, number)
                self._collect_function(one)

    def _collect_class(self, one: nodes.ClassDefinition) -> None:
        known = self.classes.get(one.name)
        same = known is not None and known.members == tuple(one.members)
        if known is not None and not (same and self.environment.options.loose_types):
            self.diagnostics.error(f"Illegal to redefine class {one.name}", one)
        self.classes[one.name] = ClassDefinition(one.name, tuple(one.members))

    def _collect_variable(self, one: nodes.GlobalVariable) -> None:
        found = [find_variable(parent, one.name) for parent in self.parents]
        modifiers = (
            inherited_modifiers(variable[2], self._inherited_by(number))
            for number, variable in enumerate(found)
            if variable
        )
        own = self.variables.get(one.name)
        if any("nomask" in one for one in modifiers) or (own is not None and "nomask" in own.modifiers):
            self.diagnostics.error(f"Illegal to redefine 'nomask' variable \"{one.name}\"", one)
        if one.name in self.variables and self.environment.options.loose_types:
            self.diagnostics.warning(f"Redeclaration of global variable '{one.name}'.", one)
        self.variables[one.name] = Variable(one.name, one.type, one.modifiers)

    def _collect_function(self, one: nodes.Function) -> None:
        signature = signature_of(one)
        self._check_nomask(one)
        earlier = self.prototypes.get(one.name)
        self._check_async(one, earlier)
        inherited = self._inherited(one.name)
        if one.body is None:
            if one.name not in self.functions and earlier is None and inherited is None:
                self.prototypes[one.name] = signature  # all further ones say nothing
            return
        if one.name in self.functions:
            self.diagnostics.error(f"Redeclaration of function {one.name}.", one)
            return
        promised = earlier or inherited
        if promised is not None and not promised.defined:
            self._keep(one, signature, promised)
        self.functions[one.name] = one

    def _keep(self, one: nodes.Function, signature: Signature, promised: Signature) -> None:
        """The function `one` has been declared before, here or by a parent that leaves it to its heirs."""
        self.promises[one.name] = promised
        exact = one.strict and not self.environment.options.loose_types
        if exact and promised.typed and not promised.varargs:
            if len(promised.argument_types) != len(signature.argument_types):
                self.diagnostics.error("Number of arguments disagrees with previous definition.", one)

    def _inherited(self, name: str) -> Signature | None:
        """What the parents define under a name, or else declare."""
        found = last_definition(self.parents, name)
        if found is not None:
            return found[1]
        declared = (inherited_prototype(parent, name) for parent in self.parents)
        return next((one for one in declared if one is not None), None)

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
        called_in = self.environment.called_by_driver(one.name) if asynchronous else None
        if called_in == "any object":
            self.diagnostics.error(f"Illegal to declare apply {one.name} async: the driver does not wait for it.", one)
        elif called_in == "the master":
            message = f"The driver does not wait for {one.name} of the master, so it should not be async there."
            self.diagnostics.warning(message, one)
        if earlier is not None and earlier.asynchronous != asynchronous:
            self.diagnostics.error(f"Prototype and definition of {one.name} disagree about async.", one)
            return
        if "private" in one.modifiers:
            return
        inherited = last_definition(self.parents, one.name)
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

    def _inherited_by(self, number: int) -> Modifiers:
        """The modifiers with which parent `number` is inherited."""
        return self.inherits[number].modifiers


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
