"""Calls: how many arguments, of which types, and what comes back.

Rule: efuns are checked against their prototypes, and an int goes to a float parameter as a float. The program's own and
inherited functions are checked where types are checked and were declared; nothing is converted for them. A parent's
argument types are known only if it has `#pragma save_types`, their number always. Simul_efuns, parents' functions
called by ::, other objects and function pointers are not checked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .. import nodes
from ..diagnostics import meant
from ..environment import EfunSignature
from ..nodes import Type
from ..program import CompiledProgram, Signature
from ..symbols import Direct, Efun, Simul, Valued, Virtual
from .checker import Checker, rule, to_float, to_int
from .rules import FLOAT, FUNCTION, INT, MIXED, UNKNOWN, compatible, parsed, parsed_parameters


@rule(nodes.Call)
def call(checker: Checker, node: nodes.Call) -> Type:
    checker.values(node.arguments)
    symbol = node.symbol
    if isinstance(symbol, Efun):
        return _efun_call(checker, symbol.signature, node.arguments, node)
    if isinstance(symbol, Simul):
        return checker.declared(symbol.signature.return_type)
    if isinstance(symbol, Valued):
        checker.value(symbol.name)
        return MIXED
    if symbol is None:
        return _undefined(checker, node)
    if symbol.signature is None:
        return MIXED
    signature, knows_types = _known(checker, symbol, symbol.signature)
    if checker.strict and node.label is None and signature.typed:
        if not signature.varargs:
            _check_count(checker, signature, node)
        if knows_types:
            _check_arguments(checker, signature, node)
    return checker.declared(signature.return_type)


def _undefined(checker: Checker, node: nodes.Call) -> Type:
    """What a function promises that nobody knows, which was reported: nothing, so that its value fits nowhere."""
    return MIXED if node.label is not None or node.name in checker.scope.variables else UNKNOWN


# -- functions of the program --------------------------------------------------------------------------------


def _known(checker: Checker, symbol: Virtual | Direct, signature: Signature) -> tuple[Signature, bool]:
    """What is known of a function, and are its argument types? A prototype does not replace what a parent defines."""
    if isinstance(symbol, Direct) or symbol.name in checker.scope.functions:
        return signature, True
    known = checker.inherited.get(symbol.name)
    if known is None:
        known = _inherited(checker.scope.parents, symbol.name, _defined)
        if known is None and symbol.name not in checker.scope.prototypes:
            known = _inherited(checker.scope.parents, symbol.name, _declared)
        known = checker.inherited[symbol.name] = known or (signature, True)
    return known


def _defined(program: CompiledProgram, name: str) -> Signature | None:
    function = program.functions.get(name)
    return function.signature if function else None


def _declared(program: CompiledProgram, name: str) -> Signature | None:
    return program.prototypes.get(name)


def _inherited(
    programs: Sequence[CompiledProgram], name: str, look: Callable[[CompiledProgram, str], Signature | None]
) -> tuple[Signature, bool] | None:
    """What `look` finds in the last of the programs that has it, or in their parents."""
    for program in reversed(programs):
        signature = look(program, name)
        if signature is not None:
            return signature, "save_types" in program.pragmas
        found = _inherited(program.parents, name, look)
        if found is not None:
            return found
    return None


def _check_arguments(checker: Checker, signature: Signature, node: nodes.Call) -> None:
    wanted = signature.argument_types[:-1] if signature.takes_rest else signature.argument_types
    for number, (value, type_) in enumerate(zip(node.arguments, wanted, strict=False), start=1):
        if isinstance(value, nodes.Spread):
            break
        given, declared = value.type or MIXED, checker.declared(type_)
        if not compatible(given, declared):
            message = f"Bad type for argument {number} of {signature.name} {checker.versus(declared, given)}"
            checker.error(message, value)


def _check_count(checker: Checker, signature: Signature, node: nodes.Call) -> None:
    if any(isinstance(one, nodes.Spread) for one in node.arguments):
        message = f"Illegal to pass a variable number of arguments to non-varargs function {signature.name}\n"
        checker.error(message, node)
        return
    wanted, given = len(signature.argument_types), len(node.arguments)
    if given == wanted or _defaults_fill(checker, signature, given):
        return
    if given > wanted and checker.environment.options.loose_types:
        # FluffOS drops what is too much
        return
    checker.error(f"Wrong number of arguments to {signature.name}\n    Expected: {wanted}  Got: {given}", node)


def _defaults_fill(checker: Checker, signature: Signature, given: int) -> bool:
    """Has every argument that the call leaves out a default? (other dialects)"""
    if given < len(signature.defaults):
        return all(signature.defaults[given:])
    function = checker.scope.functions.get(signature.name)
    if function is None or given > len(function.arguments):
        return False
    return all(argument.default is not None for argument in function.arguments[given:])


# -- efuns ---------------------------------------------------------------------------------------------------


def _efun_call(
    checker: Checker, signature: EfunSignature, arguments: list[nodes.Expression], place: nodes.Node
) -> Type:
    spreads = sum(isinstance(one, nodes.Spread) for one in arguments)
    if spreads and signature.maximum != -1:
        message = f"Illegal to pass variable number of arguments to non-varargs efun {signature.name}"
        checker.error(message, place)
        return MIXED
    if len(arguments) - spreads < signature.minimum:
        checker.error(f"Too few arguments to {signature.name}", place)
        return MIXED
    if _too_many(checker, signature, arguments, place):
        return MIXED
    if signature.maximum != -1 and checker.strict:
        _check_types(checker, signature, arguments)
    return parsed(signature.return_type)


def _too_many(checker: Checker, signature: EfunSignature, arguments: list[nodes.Expression], place: nodes.Node) -> bool:
    if signature.maximum == -1 or len(arguments) <= signature.maximum:
        return False
    checker.error(f"Too many arguments to {signature.name}", place)
    return True


def _check_types(checker: Checker, signature: EfunSignature, arguments: list[nodes.Expression]) -> None:
    """Check the arguments of an efun that takes no more than its prototype names, and convert numbers."""
    parameters = parsed_parameters(signature.parameters)
    for at, (value, alternatives) in enumerate(zip(arguments, parameters, strict=False)):
        if isinstance(value, nodes.Spread):
            return
        given = value.type or MIXED
        fitting = next((one for one in alternatives if compatible(given, one)), None)
        if fitting is None:
            checker.error(f"Bad argument {at + 1} to efun {signature.name}()", value)
        elif given is INT and fitting is FLOAT and INT not in alternatives:
            arguments[at] = to_float(value)
        elif given is FLOAT and fitting is INT and FLOAT not in alternatives:
            arguments[at] = to_int(value)


@rule(nodes.DotCall)
def dot_call(checker: Checker, node: nodes.DotCall) -> Type:
    checker.values(node.arguments)
    signature = checker.environment.efuns.get(node.name)
    if signature is None:
        checker.error(f"Unknown efun in dot-call: {node.name}", node, meant(node.name, checker.environment.efuns))
        return MIXED
    if not signature.dot_call:
        checker.error(f"Efun does not permit dot-call syntax: {node.name}", node)
        return MIXED
    arguments = [node.target, *node.arguments]
    type_ = _efun_call(checker, signature, arguments, node)
    node.target, *node.arguments = arguments
    return type_


# -- elsewhere -----------------------------------------------------------------------------------------------


@rule(nodes.CallOther)
def call_other(checker: Checker, node: nodes.CallOther) -> Type:
    if not isinstance(node.name, str):
        checker.value(node.name)
    checker.values(node.arguments)
    return MIXED


@rule(nodes.Evaluate)
def evaluate(checker: Checker, node: nodes.Evaluate) -> Type:
    checker.value(node.function)
    checker.values(node.arguments)
    return MIXED


@rule(nodes.FunctionPointer)
def function_pointer(checker: Checker, node: nodes.FunctionPointer) -> Type:
    """Bound arguments of efuns are checked; too few of them are fine."""
    checker.values(node.bound)
    symbol = node.symbol
    if not isinstance(symbol, Efun) or not node.bound or symbol.signature.maximum == -1:
        return FUNCTION
    spread = any(isinstance(one, nodes.Spread) for one in node.bound)
    too_many = not spread and _too_many(checker, symbol.signature, node.bound, node)
    if checker.strict and not too_many:
        _check_types(checker, symbol.signature, node.bound)
    return FUNCTION
