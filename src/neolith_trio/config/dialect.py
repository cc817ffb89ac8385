"""The dialect of LPC: what the traditions of drivers do differently, option by option.

A profile chooses all of it; a line of the configuration file, or an option that a mudlib's local_options file defines
or undefines, overrides one. Each field below is such a setting: its name in the file, what it means, the option macro
by which programs can ask for it, and what it is by profile.

Rule: facts only. Whoever reads, compiles or runs LPC asks `Config.dialect` and never the profile for what stands here.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from neolith_trio.config.kinds import Boolean, Choice, Kind
from neolith_trio.config.reading import Setting
from neolith_trio.config.values import Profile
from neolith_trio.data import frozen

_MACRO: Final = "macro"
_DEFAULTS: Final = "defaults"


class Grammar(enum.Enum):
    """Whose words, operators and type rules programs are read by."""

    NEOLITH = "neolith"
    FLUFFOS = "fluffos"


class MappingOrder(enum.Enum):
    """In which order a mapping is walked."""

    INSERTION = "insertion"
    NEOLITH = "neolith"
    FLUFFOS = "fluffos"


def option(
    name: str, doc: str, neolith: Any, mudos: Any, fluffos: Any, macro: str = "", kind: Kind | None = None
) -> Any:
    """A field of Dialect with the setting that overrides it."""
    defaults = {Profile.NEOLITH: neolith, Profile.MUDOS: mudos, Profile.FLUFFOS: fluffos}
    return attrs.field(metadata={"setting": Setting(name, kind or Boolean(), doc), _MACRO: macro, _DEFAULTS: defaults})


@frozen(kw_only=True)
class Dialect:
    """Every option, decided."""

    grammar: Grammar = option(
        "Grammar",
        "words, operators and type rules",
        Grammar.NEOLITH,
        Grammar.NEOLITH,
        Grammar.FLUFFOS,
        kind=Choice(Grammar),
    )
    mapping_order: MappingOrder = option(
        "MappingOrder",
        "the order in which a mapping is walked",
        MappingOrder.NEOLITH,
        MappingOrder.NEOLITH,
        MappingOrder.FLUFFOS,
        kind=Choice(MappingOrder),
    )
    reversible_explode: bool = option(
        "ReversibleExplode",
        "explode() drops nothing",
        neolith=True,
        mudos=False,
        fluffos=False,
        macro="REVERSIBLE_EXPLODE_STRING",
    )
    sane_explode: bool = option(
        "SaneExplode",
        "explode() drops one delimiter in front, not all",
        neolith=True,
        mudos=True,
        fluffos=True,
        macro="SANE_EXPLODE_STRING",
    )
    negative_ranges: bool = option(
        "OldRangeBehavior",
        "a negative bound of a range counts from the end",
        neolith=True,
        mudos=True,
        fluffos=False,
        macro="OLD_RANGE_BEHAVIOR",
    )
    empty_files: bool = option(
        "EmptyFiles", 'read_file() of an empty file is "", not 0', neolith=False, mudos=False, fluffos=True
    )
    objects_as_text: bool = option(
        "ObjectsAsText", "an object added to a string is its name", neolith=False, mudos=False, fluffos=True
    )
    auto_seteuid: bool = option(
        "AutoSeteuid",
        "every object acts on its own behalf from the start",
        neolith=False,
        mudos=False,
        fluffos=True,
        macro="AUTO_SETEUID",
    )
    auto_trust_backbone: bool = option(
        "AutoTrustBackbone",
        "an object of the backbone belongs to whoever loads it",
        neolith=True,
        mudos=True,
        fluffos=False,
        macro="AUTO_TRUST_BACKBONE",
    )
    interactive_catch_tell: bool = option(
        "InteractiveCatchTell",
        "catch_tell() is called in users too",
        neolith=False,
        mudos=False,
        fluffos=False,
        macro="INTERACTIVE_CATCH_TELL",
    )
    no_ansi: bool = option(
        "NoAnsi",
        "escape characters that users type become spaces",
        neolith=True,
        mudos=True,
        fluffos=True,
        macro="NO_ANSI",
    )
    strip_before_process_input: bool = option(
        "StripBeforeProcessInput",
        "NoAnsi holds for process_input() too",
        neolith=True,
        mudos=True,
        fluffos=True,
        macro="STRIP_BEFORE_PROCESS_INPUT",
    )

    enable_commands_init: bool = option(
        "EnableCommandsCallInit",
        "who becomes living meets what is around: init() is called",
        neolith=False,
        mudos=False,
        fluffos=True,
    )

    reverse_defer: bool = option(
        "ReverseDefer",
        "what a function gives to defer() runs in the order in which it was given, not the latest first",
        neolith=False,
        mudos=False,
        fluffos=False,
        macro="REVERSE_DEFER",
    )

    no_resets: bool = option(
        "NoResets",
        "nothing calls reset() by itself",
        neolith=False,
        mudos=False,
        fluffos=False,
        macro="NO_RESETS",
    )

    lazy_resets: bool = option(
        "LazyResets",
        "reset() comes to objects that are used after its time, before something enters them",
        neolith=False,
        mudos=False,
        fluffos=False,
        macro="LAZY_RESETS",
    )

    async_functions: bool = option(
        "AsyncFunctions",
        "async, await, acatch and promise are words of the language, where they can be no names",
        neolith=True,
        mudos=True,
        fluffos=True,
    )

    @classmethod
    def of(cls, profile: Profile, chosen: Mapping[str, Any]) -> Dialect:
        """What a profile says, but for the fields in `chosen`."""
        defaults = {each.name: each.metadata[_DEFAULTS][profile] for each in attrs.fields(cls)}
        return cls(**(defaults | dict(chosen)))

    def macros(self) -> dict[str, str | None]:
        """The option macros as the options are: name and text, None for one that is not to be there."""
        return {
            f"__{each.metadata[_MACRO]}__": "" if getattr(self, each.name) else None
            for each in attrs.fields(type(self))
            if each.metadata[_MACRO]
        }


def chosen_by_macros(options: Iterable[tuple[str, str | None]]) -> dict[str, bool]:
    """The fields that a mudlib's option macros decide."""
    fields = {f"__{each.metadata[_MACRO]}__": each.name for each in attrs.fields(Dialect) if each.metadata[_MACRO]}
    return {fields[macro]: text is not None for macro, text in options if macro in fields}


SETTINGS: Final[tuple[Setting, ...]] = tuple(
    attrs.evolve(each.metadata["setting"], field=each.name) for each in attrs.fields(Dialect)
)
