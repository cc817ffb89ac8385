"""One connection's input, on its way to becoming commands.

Rule: what was sent waits here until the user's turn, and nothing is lost: who sends faster than his commands run is
asked to wait (`set_receiving`), and what was sent before the end of a connection is still run. Only when we ended it
ourselves is what was left thrown away. For the backend.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final

from ..config import Grammar
from ..protocols.characters import erase_last
from ..protocols.events import CharacterReceived, Event, LineReceived
from ..protocols.ports import Connection, Kind
from ..protocols.typeahead import TypeAhead
from ..runtime import limits
from ..runtime.interactive import Interactive

BRAKE: Final = 64  # lines that may wait before the user is asked to wait
RELEASE: Final = 16  # lines that are left when he may go on
KEYS: Final = 4096  # the same for keystrokes: as many as are in a few lines
TELLINGS: Final = 16  # what a client tells beside the text is acted on so often in one cycle
_ERASE: Final = (0x08, 0x7F)


class User:
    """A connection that the master has accepted, and its LPC side."""

    __slots__ = (
        "_braked", "_deaf", "_has_commands_only", "_keys", "_plain", "_told_in", "_typed", "connection",
        "ended", "leaving", "link", "told", "waiting",
    )

    def __init__(self, connection: Connection, link: Interactive) -> None:
        self.connection = connection
        self.link = link
        self.ended = False
        """No more input will come."""
        self.leaving = False
        """And everything that came has been run: the next turn is his last."""
        self._typed = TypeAhead(forgets_line=limits.current.dialect.grammar is Grammar.FLUFFOS)
        self.waiting: Final = self._typed.waiting
        """The whole lines that he has sent."""
        self.told: deque[Event] = deque()
        """What was put off, for take_told()."""
        self._told_in = (0, 0)  # a cycle, and how much was acted on in it
        self._keys = 0
        self._braked = False
        self._deaf = False
        self._has_commands_only = connection.kind not in (Kind.CONSOLE, Kind.ASCII)
        self._plain = self._has_commands_only
        """Whether there is nothing about him but whole lines, each of which is a command."""

    @property
    def gone(self) -> bool:
        """Whether the mudlib has ended the connection, or was told of its end."""
        return self.link.closing

    @property
    def leaves_with_the_console(self) -> bool:
        """Whether the driver has nobody to wait for when this user is gone: a console that cannot come back."""
        return self.connection.kind is Kind.CONSOLE and not self.connection.reconnects

    def keeps(self, line: bytes) -> bool:
        """The short way of what is sent most: keep a line until its turn; False: there is more to do about it."""
        if not self._plain or not self.link.ordinary:
            return False
        waiting = self.waiting
        waiting.append(line)
        if len(waiting) >= BRAKE:
            self._brake()
        return True

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to do in the next turn but to run a line."""
        return self._plain and self.link.ordinary and bool(self.waiting)

    def take_plain(self) -> bytes | None:
        """The line for the next turn when he is_plain, else None."""
        waiting = self.waiting
        return waiting.popleft() if self._plain and self.link.ordinary and waiting else None

    def _look(self) -> None:
        """See whether it is so simple again."""
        typed = self._typed
        special = typed.begun or typed.end_follows or self.told or self._keys or self._braked or self.ended
        self._plain = self._has_commands_only and not special

    def end(self) -> None:
        """No more input will come."""
        self.ended = True
        self._plain = False

    def push(self, event: LineReceived | CharacterReceived) -> None:
        """Keep what was sent until its turn."""
        if isinstance(event, LineReceived) and self.connection.kind is Kind.CONSOLE:
            event = LineReceived(_erased(event.data), event.truncated)
        self._typed.push(event)
        if isinstance(event, CharacterReceived):
            self._keys += 1
            self._plain = False
        self._brake()

    def may_tell(self, cycle: int) -> bool:
        """Whether what his client tells is acted on in this cycle still; asking counts."""
        last, often = self._told_in
        often = often if last == cycle else 0
        if often >= TELLINGS:
            return False
        self._told_in = (cycle, often + 1)
        return True

    def put_off(self, event: Event) -> None:
        """Keep what his client has told for a later cycle."""
        self.told.append(event)
        self._plain = False
        self._brake()

    def take_told(self, cycle: int) -> Iterator[Event]:
        """What was put off, as far as it may be acted on in this cycle."""
        while self.told and self.may_tell(cycle):
            yield self.told.popleft()
            self._release()
        self._look()

    def _brake(self) -> None:
        full = len(self.waiting) >= BRAKE or self._keys >= KEYS or len(self.told) >= BRAKE
        if full and not self._braked:
            self._braked = True
            self._plain = False
            self.connection.set_receiving(False)

    def _release(self) -> None:
        low = len(self.waiting) <= RELEASE and self._keys < KEYS and len(self.told) <= RELEASE
        if low and self._braked:
            self._braked = False
            self.connection.set_receiving(not self._deaf)

    def take(self) -> bytes | None:
        """The line, or the keystroke, for the next turn; None when there is none."""
        if self.link.single_character:
            taken = self._typed.take_character()
        else:
            typed = self._typed
            if typed.begun or typed.end_follows:
                taken = typed.take_line()
            else:
                taken = typed.waiting.popleft() if typed.waiting else None
            if taken == b"" and self.leaves_with_the_console:
                taken = self._take_full_line()
        if self._keys:
            self._keys = self._keys - 1 if self._typed else 0
        if self._braked:
            self._release()
        if not self._plain:
            self._look()
        return taken

    def _take_full_line(self) -> bytes | None:
        """A script's empty lines separate its paragraphs; a person who presses ENTER means it."""
        line = self._typed.take_line()
        while line == b"":
            line = self._typed.take_line()
        return line

    @property
    def has_input(self) -> bool:
        """Whether take() or take_told() might find something."""
        typed = self._typed
        return bool(typed.waiting or self.told) or bool(typed if self.link.single_character else typed.lines)

    def stop_receiving(self) -> None:
        """Hear nothing any more of what is sent from now on."""
        self._deaf = True
        self.connection.set_receiving(False)

    def forget_input(self) -> None:
        """Throw away what has not been run."""
        self._typed.clear()
        self.told.clear()


def _erased(line: bytes) -> bytes:
    """A line of a script with what its backspaces erase taken out; a terminal's line has none."""
    if not any(byte in line for byte in _ERASE):
        return line
    kept = bytearray()
    for byte in line:
        if byte in _ERASE:
            erase_last(kept)
        else:
            kept.append(byte)
    return bytes(kept)
