"""What a user has sent and the mudlib has not yet asked for.

Rule: nothing is lost when the mudlib changes its mind. Lines that came before get_char() are handed out
keystroke by keystroke, their end as "\\n"; keystrokes that came before input_to() are joined to lines again. One
thing is no input of its own: the line end a terminal sends behind the key that ended get_char(). FluffOS forgets the
whole line: `quit` at the prompt of a pager that ends at the q is no command `uit`.
The backend keeps one per interactive object.
"""

from __future__ import annotations

import re
from collections import deque
from typing import Final

from .characters import erase_last, keystroke_length
from .events import CharacterReceived, LineReceived

_END: Final = re.compile(rb"\r\n|\r|\n")
_ERASE: Final = (b"\b", b"\x7f")


class TypeAhead:
    """Input in order of arrival: any number of complete lines, then perhaps a line that was only begun."""

    __slots__ = (
        "_forgets", "begun", "end_follows", "waiting",
    )

    def __init__(self, *, forgets_line: bool = False) -> None:
        self._forgets = forgets_line
        self.waiting: deque[bytes] = deque()
        """The complete lines that wait. Where nothing is begun, another one may be put behind them."""
        self.begun = bytearray()
        """Keystrokes that came after them and are no lines yet, with their line ends."""
        self.end_follows = False
        """Whether a line end, or the rest of a line to be forgotten, is behind the keystroke that was taken last."""

    @property
    def lines(self) -> int:
        """How many complete lines are waiting."""
        if self.begun:
            self._join()
        return len(self.waiting)

    def __bool__(self) -> bool:
        return bool(self.waiting) or bool(self.begun)

    def push(self, event: LineReceived | CharacterReceived) -> None:
        if isinstance(event, CharacterReceived):
            self.begun += event.data
            return
        if self.begun:
            self._join()
            event = LineReceived(self._take_rest() + event.data)
        self.waiting.append(event.data)

    def take_line(self) -> bytes | None:
        """The next complete line, or None."""
        if self.begun:
            self._join()
        if self.end_follows:
            self._drop_end()
        return self.waiting.popleft() if self.waiting else None

    def take_character(self) -> bytes | None:
        """The next keystroke, or None."""
        key = self._take_waiting() if self.waiting else self._take_begun()
        if self.waiting:
            self.end_follows = (self._forgets or not self.waiting[0]) and key != b"\n"
        else:
            end = (_END.search if self._forgets and key != b"\r" else _END.match)(self.begun)
            self.end_follows = end is not None and (key != b"\r" or end[0] == b"\n") and key != b"\n"
        return key

    def clear(self) -> None:
        self.waiting.clear()
        self.begun.clear()
        self.end_follows = False

    def _drop_end(self) -> None:
        """The line end of the last keystroke is no line, nor may be what is before it."""
        self.end_follows = False
        if self.waiting and (self._forgets or not self.waiting[0]):
            self.waiting.popleft()

    def _join(self) -> None:
        """Keystrokes are lines after all, as far as they have an end."""
        *lines, rest = _END.split(bytes(self.begun))
        self.waiting.extend(_edited(line) for line in lines)
        self.begun[:] = rest

    def _take_rest(self) -> bytes:
        """What was typed of the line that goes on."""
        rest = _edited(self.begun)
        self.begun.clear()
        return rest

    def _take_waiting(self) -> bytes:
        line = self.waiting[0]
        if not line:
            self.waiting.popleft()
            return b"\n"
        length = keystroke_length(line) or 1
        self.waiting[0] = line[length:]
        return line[:length]

    def _take_begun(self) -> bytes | None:
        if not self.begun:
            return None
        length = keystroke_length(self.begun) or 1
        character = bytes(self.begun[:length])
        del self.begun[:length]
        return character


def _edited(keys: bytes | bytearray) -> bytes:
    """A line of keystrokes: they keep their erasing bytes until they turn out to be one."""
    line = bytearray()
    at = 0
    while at < len(keys):
        length = keystroke_length(keys, at) or 1
        key = keys[at : at + length]
        at += length
        if key in _ERASE:
            erase_last(line)
        else:
            line += key
    return bytes(line)
