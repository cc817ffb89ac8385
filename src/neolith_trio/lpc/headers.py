"""Headers that were read before: what the reading of one did is done again, without reading it.

Rule: an effect is used only where reading the header would have just that effect: the options and the text are the
same, every macro that was looked at is the same or is missing still, every file that it asked for is there or missing
as it was. A reading that complained, that named the file being compiled, or that opened or closed an #if of the file
around it is not kept.

Only the second reading of a header is kept: most headers of a mudlib are read by one file, and some by all.
The preprocessor calls `HeaderReader.read`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

import attrs

from .diagnostics import Span
from .macros import Macro
from .reading import Progress, Reading
from .source import SourceFile, text_of
from .stream import Echo, LexOptions, Pragma
from .tokens import Token

MAX_INCLUDE_DEPTH: Final = 32
VARIANTS: Final = 8  # effects that are kept of one header, for the macros that it may meet
HEAVIEST: Final = 1_000_000  # tokens and macros that are kept in all: about 100 MB


@attrs.frozen(slots=True, eq=False)
class Effect:
    """What reading a header did, and all that it depended on."""

    text: str
    present: dict[str, Macro]
    absent: frozenset[str]
    files: tuple[tuple[str, str | None], ...]
    tokens: tuple[Token, ...]
    defined: dict[str, Macro]
    undefined: tuple[str, ...]
    pragmas: tuple[Pragma, ...]  # `before` counts from the first token of the header
    echoes: tuple[Echo, ...]
    entered: tuple[tuple[str, Span], ...]  # the headers in the header
    depth: int  # how deep they are nested

    @property
    def weight(self) -> int:
        """How much there is to keep."""
        return len(self.tokens) + len(self.present) + len(self.absent) + len(self.defined)


class Memory:
    """The effects of headers, for one way to read LPC."""

    def __init__(self) -> None:
        self._effects: dict[str, list[Effect]] = {}  # an empty list: read once
        self._weight = 0

    def variants(self, path: str) -> list[Effect] | None:
        """What reading a header did so far, latest first; None when it was never read."""
        return self._effects.get(path)

    def note(self, path: str) -> None:
        """A header was read for the first time."""
        self._effects[path] = []

    def keep(self, path: str, effect: Effect) -> None:
        """One more effect; when they get too heavy all are forgotten."""
        self._weight += effect.weight
        if self._weight > HEAVIEST:
            self._effects.clear()
            self._weight = effect.weight
        known = self._effects.setdefault(path, [])
        known.insert(0, effect)
        self._weight -= sum(one.weight for one in known[VARIANTS:])
        del known[VARIANTS:]


@lru_cache(maxsize=16)
def memory_of(options: LexOptions) -> Memory:
    """What is remembered for these options."""
    return Memory()


class Lookups(dict[str, Macro]):
    """The macros during the reading of a header: notes those of the file around it that were looked at."""

    def __init__(self, macros: dict[str, Macro]) -> None:
        super().__init__(macros)
        self.seen: dict[str, Macro | None] = {}
        self.defined: dict[str, Macro] = {}
        self.undefined: dict[str, None] = {}

    def look(self, name: str) -> None:
        """Somebody asks for a name: what it means now decides, unless the header itself has said it.

        What the header takes back it has asked for before.
        """
        if name not in self.seen and name not in self.defined:
            self.seen[name] = super().get(name)

    def __contains__(self, name: object) -> bool:
        self.look(str(name))
        return super().__contains__(name)

    def __getitem__(self, name: str) -> Macro:
        self.look(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.look(name)
        return super().get(name, default)

    def __setitem__(self, name: str, macro: Macro) -> None:
        self.defined[name] = macro
        super().__setitem__(name, macro)

    def __delitem__(self, name: str) -> None:
        self.undefined[name] = None
        self.defined.pop(name, None)
        super().__delitem__(name)


class HeaderReader:
    """Reads headers in the course of one reading. `scan` reads until no more frames are left than it is told."""

    def __init__(self, reading: Reading, scan: Callable[[int], None]) -> None:
        self._reading = reading
        self._scan = scan
        self._memory = memory_of(reading.options)
        self._deepest = 0

    def read(self, file: SourceFile, place: Span) -> None:
        """Go through a header that is included at a place."""
        reading = self._reading
        depth = sum(one.is_source for one in reading.frames)
        self._deepest = max(self._deepest, depth)
        reading.enter(file.path, place)
        variants = self._memory.variants(file.path)
        if variants is None:
            self._memory.note(file.path)
            self._go_through(file)
            return
        for effect in variants:
            if depth + effect.depth < MAX_INCLUDE_DEPTH and self._applies(effect, file):
                self._repeat(effect)
                self._deepest = max(self._deepest, depth + effect.depth)
                return
        self._record(file, depth)

    def _go_through(self, file: SourceFile) -> None:
        reading = self._reading
        depth = len(reading.frames)
        reading.push_source(file)
        self._scan(depth)

    def _applies(self, effect: Effect, file: SourceFile) -> bool:
        """Would reading have that effect? Files are asked for in the order in which reading would ask."""
        macros, sources = self._reading.macros, self._reading.sources
        if effect.text != file.text or not dict.items(macros) >= effect.present.items():
            return False
        if not dict.keys(macros).isdisjoint(effect.absent):
            return False
        return all(text_of(sources.open(path)) == text for path, text in effect.files)

    def _record(self, file: SourceFile, depth: int) -> None:
        """Read it, and keep what that did."""
        reading, outer, deepest = self._reading, self._reading.macros, self._deepest
        macros = reading.macros = Lookups(outer)
        conditions = reading.conditions.begin()
        begun = reading.progress()
        self._deepest = depth
        self._go_through(file)
        reading.macros = outer
        effect = self._effect(file.text, macros, begun, self._deepest - depth)
        self._deepest = max(deepest, self._deepest)
        self._note_lookups(effect)
        self._change_macros(effect)
        if reading.conditions.end(conditions) and reading.faults() == begun.faults:
            self._memory.keep(file.path, effect)

    def _effect(self, text: str, macros: Lookups, begun: Progress, depth: int) -> Effect:
        reading = self._reading
        asked = dict.fromkeys(reading.sources.asked[begun.asked :])
        return Effect(
            text,
            present={name: macro for name, macro in macros.seen.items() if macro is not None},
            absent=frozenset(name for name, macro in macros.seen.items() if macro is None),
            files=tuple((path, text_of(reading.sources.open(path))) for path in asked),
            tokens=tuple(reading.tokens[begun.tokens :]),
            defined=macros.defined,
            undefined=tuple(macros.undefined),
            pragmas=_moved(reading.pragmas[begun.pragmas :], -begun.tokens),
            echoes=tuple(reading.echoes[begun.echoes :]),
            entered=tuple(reading.entered[begun.entered :]),
            depth=depth,
        )

    def _repeat(self, effect: Effect) -> None:
        """Do what reading the header would do."""
        reading = self._reading
        reading.pragmas.extend(_moved(effect.pragmas, len(reading.tokens)))
        reading.tokens.extend(effect.tokens)
        reading.echoes.extend(effect.echoes)
        for path, place in effect.entered:
            reading.enter(path, place)
        self._note_lookups(effect)
        self._change_macros(effect)

    def _note_lookups(self, effect: Effect) -> None:
        """What a header in a header looked at, the outer one looked at too."""
        macros = self._reading.macros
        if isinstance(macros, Lookups):
            for name in (*effect.present, *effect.absent):
                macros.look(name)

    def _change_macros(self, effect: Effect) -> None:
        macros = self._reading.macros
        for name in effect.undefined:
            if name in macros:
                del macros[name]
        if isinstance(macros, Lookups):
            macros.defined.update(effect.defined)
        dict.update(macros, effect.defined)


def _moved(pragmas: Sequence[Pragma], by: int) -> tuple[Pragma, ...]:
    return tuple(attrs.evolve(one, before=one.before + by) for one in pragmas)
