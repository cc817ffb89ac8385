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
        self._lines: deque[bytes] = deque()
        self._begun = bytearray()

    @property
    def lines(self) -> int:
        """How many complete lines are waiting."""
        return len(self._lines)

    def __bool__(self) -> bool:
        return bool(self._lines) or bool(self._begun)

    def push(self, event: LineReceived | CharacterReceived) -> None:
        if isinstance(event, LineReceived):
            self._end_line(event.data)
        elif event.data in _ENTER:
            self._end_line(b"")
        else:
            self._begun += event.data

    def take_line(self) -> bytes | None:
        """The next complete line, or None."""
        return self._lines.popleft() if self._lines else None

    def take_character(self) -> bytes | None:
        """The next keystroke, or None."""
        if not self._lines:
            return self._take_begun()
        line = self._lines[0]
        if not line:
            self._lines.popleft()
            return b"\n"
        length = keystroke_length(line) or 1
        self._lines[0] = line[length:]
        return line[:length]

    def clear(self) -> None:
        self._lines.clear()
        self._begun.clear()

    def _end_line(self, rest: bytes) -> None:
        if not self._begun:
            self._lines.append(rest)
            return
        # keystrokes keep their erasing bytes until they turn out to be a line
        line = bytearray()
        at = 0
        while at < len(self._begun):
            length = keystroke_length(self._begun, at) or 1
            key = self._begun[at : at + length]
            at += length
            if key in _ERASE:
                erase_last(line)
            else:
                line += key
        self._begun.clear()
        self._lines.append(bytes(line) + rest)

    def _take_begun(self) -> bytes | None:
        if not self._begun:
            return None
        length = keystroke_length(self._begun) or 1
        character = bytes(self._begun[:length])
        del self._begun[:length]
        return character
