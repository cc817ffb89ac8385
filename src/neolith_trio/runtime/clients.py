"""What a client tells beside the text, and the applies by which the mudlib hears of it.

The rule: `entries` makes of an event what has to be remembered at once, and entries into LPC for the rest; each is a
turn of its own. What is remembered stays with the connection, so after exec() it is true of the new user object.
`typed` is the entry of a line: two kinds of lines are not for the mudlib's commands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from ..config import Grammar, Profile
from ..protocols import events
from ..protocols.signals import Subnegotiation
from ..protocols.telnet import mssp
from ..protocols.telnet.constants import GMCP, MSDP, MSP, MSSP, MXP
from . import commands, interactive, master
from .calls import apply
from .values import Mapping

if TYPE_CHECKING:
    from .interactive import Interactive
    from .world import World

Entry = Callable[[], Any]

# the line that a client sends for a tag: a line mode of MXP, `ESC [ 1 z`
_TAG: Final = re.compile(r"\x1b\[.z")


def entries(world: World, link: Interactive, event: events.Event) -> Iterator[Entry]:
    """What to do about something that a client has told."""
    match event:
        case events.OptionEnabled(option, side):
            first = not link.speaks(option)
            link.agree(option, side, on=True)
            if first:
                yield from _begun(world, link, option)
        case events.OptionDisabled(option, side):
            link.agree(option, side, on=False)
        case events.CharsetAgreed(codec):
            link.use_codec(codec)
        case events.WindowSizeReceived(width, height):
            yield _window_size(world, link, width, height)
        case events.TerminalTypeReceived(name):
            yield _terminal_type(world, link, link.decode(name))
        case events.EnvironmentReceived(name, value):
            yield lambda: apply(world, None, link.object, "receive_environ", link.decode(name), link.decode(value))
        case events.GmcpReceived(data):
            yield lambda: apply(world, None, link.object, "gmcp", link.decode(data))
        case events.MsdpReceived(data):
            yield lambda: apply(world, None, link.object, "msdp", link.decode(data))
        case events.ZmpReceived(command, arguments):
            words = [link.decode(each) for each in arguments]
            yield lambda: apply(world, None, link.object, "zmp_command", link.decode(command), words)
        case events.SubnegotiationReceived(option, payload):
            text = link.decode(bytes([option]) + payload)
            yield lambda: apply(world, None, link.object, "telnet_suboption", text)


# Neolith renamed what MudOS and FluffOS call window_size() and terminal_type()


def _window_size(world: World, link: Interactive, width: int, height: int) -> Entry:
    if world.config.profile is Profile.NEOLITH:
        return lambda: apply(world, None, link.object, "set_window_size", width, height)
    return lambda: apply(world, None, link.object, "window_size", width, height)


def _terminal_type(world: World, link: Interactive, name: str) -> Entry:
    if world.config.profile is Profile.NEOLITH:
        return lambda: apply(world, None, link.object, "set_terminal_type", name)
    return lambda: apply(world, None, link.object, "terminal_type", name)


def _begun(world: World, link: Interactive, option: int) -> Iterator[Entry]:
    """A client has agreed to an option."""
    if option == GMCP:
        yield lambda: apply(world, None, link.object, "gmcp_enable")
    elif option == MSDP:
        yield lambda: apply(world, None, link.object, "msdp_enable")
    elif option == MXP:
        yield lambda: apply(world, None, link.object, "mxp_enable")
    elif option == MSP:
        yield lambda: apply(world, None, link.object, "msp_enable")
    elif option == MSSP:
        yield lambda: link.signal(Subnegotiation(MSSP, mssp.telnet_answer(_statistics(world, _asked(world)))))


# -- lines ----------------------------------------------------------------------------------------------------


def typed(world: World, link: Interactive, line: str) -> None:
    """One entry: what a user typed, or what his client typed for him."""
    if link.fresh:
        link.fresh = False
        if world.config.telnet.mssp and line.strip() == mssp.TEXT_REQUEST and _told_statistics(world, link):
            return
    if link.tags_lines and _TAG.match(line) and _was_tag(world, link, line):
        return
    commands.process_input(world, link.object, line)


def prompt_after_error(world: World, link: Interactive) -> None:
    """One entry: FluffOS prompts although what was typed has ended in an error; the others do not."""
    if world.config.dialect.grammar is not Grammar.FLUFFOS or link.closing:
        return
    with world.context.commanded_by(link.object):
        interactive.prompt(world, link)


def _was_tag(world: World, link: Interactive, line: str) -> bool:
    """Ask mxp_tag() about a line that is one; whether it has dealt with it."""
    # the other drivers replace ESC before they look
    tag = line.replace("\x1b", " ") if world.config.dialect.no_ansi else line
    answer = apply(world, None, link.object, "mxp_tag", tag.rstrip("\r\n"))
    if not isinstance(answer, int) or answer == 0:
        return False
    if not link.closing:
        interactive.prompt(world, link)
    return True


# -- MSSP -----------------------------------------------------------------------------------------------------


def _asked(world: World) -> Mapping | None:
    """What the master tells about the mud; None when it has nothing to tell."""
    answer = master.ask_safely(world, "get_mud_stats")
    return answer if isinstance(answer, Mapping) else None


def _told_statistics(world: World, link: Interactive) -> bool:
    """Answer a request in text, unless that is left to the mudlib; whether it was."""
    answer = _asked(world)
    if answer is not None:
        text = mssp.text_answer(_statistics(world, answer)).decode("utf-8", "surrogateescape")
        link.write(world.config.charset.to_lpc(text))
    return answer is not None


def _statistics(world: World, told: Mapping | None) -> dict[bytes, list[bytes]]:
    """The variables of MSSP; three of them are always there."""
    users = sum(not link.console for link in world.interactives)
    found = {
        b"NAME": [_bytes(world, world.config.mud_name or "unnamed")],
        b"PLAYERS": [b"%d" % users],
        b"UPTIME": [b"%d" % int(world.boot_time)],
    }
    for name, value in [] if told is None else told.items():
        values = value if isinstance(value, list) else [value]
        written = [_bytes(world, str(each)) for each in values if isinstance(each, (str, int))]
        if isinstance(name, str) and written:
            found[_bytes(world, name)] = written
    return found


def _bytes(world: World, text: str) -> bytes:
    return world.config.charset.from_lpc(text).encode("utf-8", "surrogateescape")
