"""Names to meanings: which variable, function or class each name of a program stands for.

Rule: this stage alone looks names up. Order of meanings, as in Neolith: a function of the program (own, then
inherited), a simul_efun, an efun. What the program declares comes from declarations.py; resolving.py walks the
functions, asks here and fills the `symbol` fields of the tree; the type and code stages read symbols and never names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import nodes
from .declarations import collected, signature_of
from .diagnostics import Diagnostics, meant
from .environment import Environment
from .inherited import (
    Modifiers,
    find_definition,
    find_variable,
    inherited_functions,
    inherited_modifiers,
    inherited_prototype,
    inherited_variables,
    last_definition,
    prefixed,
)
from .program import CompiledProgram, Variable
from .symbols import Callee, Direct, Efun, Global, Simul, Virtual


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
        declared = collected(tree, parents, environment, diagnostics)
        self.inherits = declared.inherits
        self.classes = declared.classes
        self.variables = declared.variables
        self.functions = declared.functions
        self.prototypes = declared.prototypes
        self.promises = declared.promises
        self.place = 0  # the number of the definition that is being resolved
        self._places = declared.places
        self._reported: set[str] = set()  # undefined functions that were reported: once is enough

    def check_type(self, type_: nodes.Type, place: nodes.Node) -> None:
        """Report a class in a type that is not known here."""
        if type_.basic == "class":
            self.check_class(type_.class_name, place)
        if type_.payload is not None:
            self.check_type(type_.payload, place)

    def check_class(self, name: str, place: nodes.Node) -> None:
        """Report a class that is not known here, as Neolith does: a word that means nothing is a syntax error."""
        if name in self.classes and self._places.class_at.get(name, -1) <= self.place:
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
        known = self._places.variable_at.get(name, self.place) < self.place
        return self.variables.get(name) if known else None

    def has_function(self, name: str) -> bool:
        """Is there a function of that name, own, inherited or for everybody?"""
        own = name in self.functions or name in self.prototypes or last_definition(self.parents, name) is not None
        return own or name in self.environment.simul_efuns or name in self.environment.efuns

    def variable(self, name: str, place: nodes.Node) -> Global | None:
        """The global variable of that name, own or inherited; an own one is known behind its declaration."""
        own = self._own_variable(name)
        if own:
            return Global(name, own.attribute, own.type)
        inherited = [self._inherited_variable(number, name) for number in range(len(self.parents))]
        known = [one for one in reversed(inherited) if one]
        if not known:
            return None
        prefix, variable, modifiers = next((one for one in known if "private" not in one[2]), known[0])
        if "private" in modifiers:
            self.diagnostics.error(f"Illegal to use private variable '{name}'", place)
        return Global(name, prefixed("v", prefix, name), variable.type)

    def _inherited_variable(self, number: int, name: str) -> tuple[str, Variable, Modifiers] | None:
        """A variable of a parent; in Neolith the modifiers of the inherit statement hold for its own program too."""
        found = find_variable(self.parents[number], name, str(number))
        if found is None or self.environment.options.loose_types:
            return found
        prefix, variable, modifiers = found
        return prefix, variable, inherited_modifiers(modifiers, self.inherits[number].modifiers)

    def function(self, name: str, place: nodes.Node) -> Virtual | Direct | None:
        """The function of that name in this program, own, declared or inherited.

        Before its definition an own function is known as its prototype says.
        """
        own = self.functions.get(name)
        if own:
            signature = signature_of(own)
            if name in self.prototypes and self._places.defined_at.get(name, -1) > self.place:
                signature = self.prototypes[name]
            if "private" in own.modifiers:
                return Direct(name, prefixed("d", "", name), signature)
            return Virtual(name, signature)
        inherited = last_definition(self.parents, name)
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
                if pointer:
                    self.diagnostics.error("syntax error", place, "(: begins a function value of a known function")
            return None
        return Virtual(name, None)

    def _is_hidden_yet(self, name: str) -> bool:
        """Does the name still mean a simul_efun or efun here, since the program's function of it comes later?"""
        if self._places.declared_at.get(name, -1) <= self.place:
            return False
        known = name in self.environment.simul_efuns or name in self.environment.efuns
        return known and not last_definition(self.parents, name)

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
