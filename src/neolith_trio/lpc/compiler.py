"""The compiler: one LPC file through every stage.

    source -> preprocessor and lexer -> parser -> scope -> types -> code generation -> CompiledProgram

A file with errors gives all of them at once: a stage is entered only when the ones before found nothing wrong, except
that scope and types run together, and that they also look at the sound definitions of a file with syntax errors. What
they say then is left out where it could be for want of something that the broken definitions would have declared.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

import attrs

from . import types
from .clashes import clashes
from .codegen import emit, generate
from .compilation import Compilation as Compilation
from .diagnostics import Diagnostic, Diagnostics
from .environment import Environment, MissingInherit
from .grammar import NEOLITH, ParseOptions
from .importing import more_frames
from .known_names import naming_what_is_known
from .nodes import Inherit, Program
from .program import CompiledProgram
from .resolving import resolve
from .resting import resting
from .scope import ProgramScope
from .source import EXTENSIONS, ReadFile, normalize
from .stream import LexOptions, TokenStream
from .waiting import Parsed, parsed, wait
from .warnings import EVERY_WARNING
from .warnings import NAMES as WARNING_NAMES

_UNKNOWN: Final = ("Undefined", "No such inherited")
_WORD: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_TYPES: Final = re.compile(r"\( .* vs .*\)|\"[a-z]+\(\d+\)[ *]*\"")  # the types that a message spells out
_FRAMES: Final = 8_000  # Python frames for trees as deep as the parser lets them be


def compile_file(
    path: str,
    environment: Environment,
    read_file: ReadFile,
    lex_options: LexOptions,
    parse_options: ParseOptions = NEOLITH,
) -> Compilation:
    """Compile the LPC file at `path` ("/std/room.c"). MissingInherit: a parent must be loaded first."""
    with more_frames(_FRAMES), resting():
        found = parsed(path, read_file, lex_options, parse_options)
        stream = found.stream
        try:
            scope = _resolved(found, environment)
        except MissingInherit:
            wait(found)
            raise
        program = None
        if scope is not None and not stream.diagnostics.has_errors():
            _warn_of_clashes(scope, stream)
            program = generate(scope, environment, stream.diagnostics)
            program = attrs.evolve(program, includes=stream.files)
    if stream.diagnostics.has_errors():
        program = None
    lines = stream.tokens[-1].line if stream.tokens else 0
    included_from = stream.diagnostics.included_from
    switches = [one for one in stream.pragmas if one.name in WARNING_NAMES or one.name == EVERY_WARNING]
    messages = stream.diagnostics.in_source_order(switches)
    if program is None and environment.options.loose_types:
        messages = naming_what_is_known(messages, found.tree, environment)
    return Compilation(program, messages, stream.echoes, lines, included_from)


def show_file(
    path: str,
    environment: Environment,
    read_file: ReadFile,
    lex_options: LexOptions,
    parse_options: ParseOptions = NEOLITH,
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The Python that a file becomes, as text; empty when it has errors."""
    with more_frames(_FRAMES):
        found = parsed(path, read_file, lex_options, parse_options)
        stream, scope = found.stream, _resolved(found, environment)
        if scope is None or stream.diagnostics.has_errors():
            return "", stream.diagnostics.in_source_order()
        definitions = [definition for _, definition, _ in emit(scope, environment).definitions]
        texts = [ast.unparse(ast.fix_missing_locations(definition)) for definition in definitions]
    return "\n\n\n".join(texts) + "\n", stream.diagnostics.in_source_order()


def _resolved(found: Parsed, environment: Environment) -> ProgramScope | None:
    """The tree with names and types resolved; None when the text is not even LPC."""
    stream, tree = found.stream, found.tree
    if stream.diagnostics.has_errors():
        if found.readable:
            stream.diagnostics.take(_errors_elsewhere(tree, stream, environment))
        return None
    scope = ProgramScope(
        tree, _parents(tree.definitions, environment, stream.diagnostics), environment, stream.diagnostics
    )
    resolve(scope)
    types.check(scope, environment)
    return scope


def _warn_of_clashes(scope: ProgramScope, stream: TokenStream) -> None:
    """Say which functions come from two parents, unless warnings are off at the end of the file."""
    if "warnings" in scope.tree.pragmas and not scope.environment.options.loose_types:
        for message in clashes(scope):
            stream.diagnostics.warning(message, stream.tokens[-1])


def _errors_elsewhere(tree: Program, stream: TokenStream, environment: Environment) -> Iterator[Diagnostic]:
    """What is wrong with names and types in the definitions that have no syntax error."""
    found = Diagnostics(stream.sources)
    found.included_from, found.macros = stream.diagnostics.included_from, stream.diagnostics.macros
    try:
        scope = ProgramScope(tree, _parents(tree.definitions, environment, found), environment, found)
    except MissingInherit:
        return
    resolve(scope)
    types.check(scope, environment)
    first = min((one.line for one in stream.diagnostics.errors() if one.file == tree.path), default=0)
    doubtful_lines = {
        (one.file, one.line)
        for one in found.errors()
        if _is_doubtful(one, tree.doubtful) and not (one.file == tree.path and _stands_alone(one, first))
    }
    yield from (one for one in found.errors() if (one.file, one.line) not in doubtful_lines)


def _is_doubtful(one: Diagnostic, words: frozenset[str]) -> bool:
    """May a message be for want of what the broken definitions would have declared?"""
    if "inherit" in words and one.message.startswith(_UNKNOWN):
        return True
    return not words.isdisjoint(_WORD.findall(_TYPES.sub("", one.message.removeprefix("Undefined function"))))


def _stands_alone(one: Diagnostic, first: int) -> bool:
    """Does a message stand before line `first`, and speak of nothing that may come later?"""
    return one.line < first and not one.message.startswith("Undefined function")


def _parents(definitions: object, environment: Environment, diagnostics: Diagnostics) -> list[CompiledProgram]:
    parents = []
    for one in definitions:  # type: ignore[attr-defined]
        if isinstance(one, Inherit):
            path = f"/{one.path.lstrip('/')}"  # as it is written: who loads it judges "./" and "//"
            if environment.options.loose_types:
                path = normalize(path) or one.path
            parent = environment.find_program(path if path.endswith(EXTENSIONS) else f"{path}.c")
            if parent is None:
                raise MissingInherit(path, one)
            parents.append(parent)
    return parents
