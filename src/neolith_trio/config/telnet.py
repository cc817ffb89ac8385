"""The options of telnet that a port offers: each a setting of its own, with a default by profile.

The drivers before had different habits: FluffOS offers much to every client, MudOS and Neolith ask for three things and
refuse the rest.

Rule: facts only. The driver hands them to its ports (protocols.telnet.offers has a field for each of these), and who
wants to know whether a protocol may be spoken asks `Config.telnet`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from neolith_trio.config.kinds import Boolean
from neolith_trio.config.reading import Setting
from neolith_trio.config.values import Profile
from neolith_trio.data import frozen

_DEFAULTS: Final = "defaults"


def _offer(name: str, doc: str, *, neolith: bool = False, fluffos: bool = False) -> Any:
    """A field of Telnet with the setting that decides it; MudOS is as Neolith is."""
    defaults = {Profile.NEOLITH: neolith, Profile.MUDOS: neolith, Profile.FLUFFOS: fluffos}
    return attrs.field(metadata={"setting": Setting(name, Boolean(), doc), _DEFAULTS: defaults})


@frozen(kw_only=True)
class Telnet:
    """Every option, decided."""

    linemode: bool = _offer("EnableLinemode", "LINEMODE is asked for", neolith=True)
    terminal_names: bool = _offer("EnableMtts", "all names of a terminal are asked for")
    environment: bool = _offer("EnableNewEnviron", "NEW-ENVIRON and MNES", fluffos=True)
    compression: bool = _offer("EnableMccp", "MCCP2, compressed output", fluffos=True)
    compressed_input: bool = _offer("EnableMccp3", "MCCP3, compressed input")
    mxp: bool = _offer("EnableMxp", "MXP")
    gmcp: bool = _offer("EnableGmcp", "GMCP", fluffos=True)
    msdp: bool = _offer("EnableMsdp", "MSDP", fluffos=True)
    zmp: bool = _offer("EnableZmp", "ZMP")
    mssp: bool = _offer("EnableMssp", "MSSP", fluffos=True)
    encodings: bool = _offer("EnableCharset", "CHARSET and BINARY", fluffos=True)
    msp: bool = _offer("EnableMsp", "MSP", fluffos=True)
    prompt_marks: bool = _offer("EnablePromptMarks", "GA or EOR at the end of a prompt", fluffos=True)

    @classmethod
    def of(cls, profile: Profile, chosen: Mapping[str, Any]) -> Telnet:
        """What a profile says, but for the fields in `chosen`."""
        defaults = {each.name: each.metadata[_DEFAULTS][profile] for each in attrs.fields(cls)}
        return cls(**(defaults | dict(chosen)))


SETTINGS: Final[tuple[Setting, ...]] = tuple(
    attrs.evolve(each.metadata["setting"], field=each.name) for each in attrs.fields(Telnet)
)
