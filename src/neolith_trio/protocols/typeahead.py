"""What a user has sent and the mudlib has not yet asked for.

Rule: nothing is lost when the mudlib changes its mind. Lines that came before get_char() are handed out
keystroke by keystroke, their end as "\\n"; keystrokes that came before input_to() are joined to lines again.
The backend keeps one per interactive object.
"""

from __future__ import annotations

from collections import deque

from .characters import erase_last, keystroke_length
from .events import CharacterReceived, LineReceived

_ENTER = (b"\r", b"\n")
_ERASE = (b"\b", b"\x7f")


class TypeAhead:
    """Input in order of arrival: any number of complete lines, then perhaps a line that was only begun."""

    def __init__(self) -> None:
        self.waiting: deque[bytes] = deque()
        """The complete lines that wait. Where nothing is begun, another one may be put behind them."""
        self.begun = bytearray()
        """Keystrokes of a line that has no end yet."""

    @property
    def lines(self) -> int:
        """How many complete lines are waiting."""
        return len(self.waiting)

    def __bool__(self) -> bool:
        return bool(self.waiting) or bool(self.begun)

    def push(self, event: LineReceived | CharacterReceived) -> None:
        if isinstance(event, LineReceived):
            self._end_line(event.data)
        elif event.data in _ENTER:
            self._end_line(b"")
        else:
            self.begun += event.data

    def take_line(self) -> bytes | None:
        """The next complete line, or None."""
        return self.waiting.popleft() if self.waiting else None

    def take_character(self) -> bytes | None:
        """The next keystroke, or None."""
        if not self.waiting:
            return self._take_begun()
        line = self.waiting[0]
        if not line:
            self.waiting.popleft()
            return b"\n"
        length = keystroke_length(line) or 1
        self.waiting[0] = line[length:]
        return line[:length]

    def clear(self) -> None:
        self.waiting.clear()
        self.begun.clear()

    def _end_line(self, rest: bytes) -> None:
        if not self.begun:
            self.waiting.append(rest)
            return
        # keystrokes keep their erasing bytes until they turn out to be a line
        line = bytearray()
        at = 0
        while at < len(self.begun):
            length = keystroke_length(self.begun, at) or 1
            key = self.begun[at : at + length]
            at += length
            if key in _ERASE:
                erase_last(line)
            else:
                line += key
        self.begun.clear()
        self.waiting.append(bytes(line) + rest)

    def _take_begun(self) -> bytes | None:
        if not self.begun:
            return None
        length = keystroke_length(self.begun) or 1
        character = bytes(self.begun[:length])
        del self.begun[:length]
        return character
