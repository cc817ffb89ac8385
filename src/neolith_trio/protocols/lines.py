"""Bytes to lines, or to single keystrokes, with what a keyboard needs: line ends of all kinds and erasing.

Rule: a line is reported when its end arrives; the end is LF, CR LF, CR NUL or a lone CR, as the rules of the
port say. A line never grows beyond `max_line`: its tail is dropped and the event says so. Wires and the
console own one decoder per connection.
"""

from __future__ import annotations

import re

from ..data import frozen
from .characters import erase_last, keystroke_length
from .events import CharacterReceived, LineReceived

# a typed command: the C drivers stop at 2,048; a pasted paragraph must fit
MAX_LINE = 8 * 1024

_LF, _CR, _NUL, _BACKSPACE, _DELETE = b"\n", b"\r", b"\0", b"\b", b"\x7f"


@frozen
class LineRules:
    """Which bytes are more than text on this port."""

    cr_ends_line: bool
    erases: bool
    drops_nul: bool


# telnet: a person's keyboard behind a protocol in which NUL means nothing
TYPED = LineRules(cr_ends_line=True, erases=True, drops_nul=True)
# the console behind a pipe: typed by a script, every byte of a line survives
PIPED = LineRules(cr_ends_line=True, erases=True, drops_nul=False)
# ascii ports: lines of data, nothing is edited; a CR before the LF belongs to the line end
PLAIN = LineRules(cr_ends_line=False, erases=False, drops_nul=False)


def _special(rules: LineRules) -> re.Pattern[bytes]:
    special = b"\n"
    if rules.cr_ends_line:
        special += b"\r\0"
    if rules.erases:
        special += b"\b\x7f"
    return re.compile(b"[" + special + b"]")


class LineDecoder:
    """One connection's text on its way to lines."""

    __slots__ = (
        "_after_cr", "_cr_was_key", "_max_line", "_partial", "_rules", "_single", "_special", "_truncated",
    )

    def __init__(self, rules: LineRules, *, max_line: int = MAX_LINE) -> None:
        self._rules = rules
        self._special = _special(rules)
        self._max_line = max_line
        self._partial = bytearray()
        self._truncated = False
        self._after_cr = False
        self._cr_was_key = False
        self._single = False

    @property
    def single_character(self) -> bool:
        return self._single

    @property
    def between_lines(self) -> bool:
        """Whether nothing is begun and lines are wanted: then a line that comes in one piece is just that."""
        return not (self._partial or self._after_cr or self._truncated or self._single)

    def set_single_character(self, on: bool) -> None:
        """From the next feed() on, report keystrokes (or lines); feed(b"") reports those of a line begun before."""
        if not on and self._cr_was_key:
            self._after_cr, self._cr_was_key = True, False
        self._single = on

    def feed(self, data: bytes) -> list[LineReceived | CharacterReceived]:
        return self._feed_characters(data) if self._single else self._feed_lines(data)

    def finish(self) -> list[LineReceived | CharacterReceived]:
        """The input is over: what is left is the last line although nothing ended it."""
        if not self._partial:
            return []
        if self._single:
            left = bytes(self._partial)
            self._partial.clear()
            return [CharacterReceived(left[i : i + 1]) for i in range(len(left))]
        return [self._take_line()]

    def erase_character(self) -> None:
        erase_last(self._partial)

    def erase_line(self) -> None:
        self._partial.clear()
        self._truncated = False

    def _feed_lines(self, data: bytes) -> list[LineReceived | CharacterReceived]:
        whole = self._whole_line(data)
        if whole is not None:
            return [whole]
        lines: list[LineReceived | CharacterReceived] = []
        at = 0
        for match in self._special.finditer(data):
            begin = match.start()
            if begin > at:
                self._append(data[at:begin])
            at = match.end()
            if self._control(match[0]):
                lines.append(self._take_line())
        if at < len(data):
            self._append(data[at:])
        return lines

    def _whole_line(self, data: bytes) -> LineReceived | None:
        """The short way for what comes most: one line, begun and ended, with nothing special in it."""
        if self._partial or self._after_cr or self._truncated or not data.endswith(_LF):
            return None
        end = len(data) - (2 if data.endswith(b"\r\n") else 1)
        if end >= self._max_line or self._special.search(data, 0, end) is not None:
            return None
        return LineReceived(data[:end])

    def _append(self, text: bytes) -> None:
        self._after_cr = False
        room = self._max_line - len(self._partial)
        if len(text) > room:
            text = text[: max(room, 0)]
            self._truncated = True
        self._partial += text

    def _control(self, byte: bytes) -> bool:
        """Handle a byte that is more than text; true when it ends the line."""
        after_cr, self._after_cr = self._after_cr, False
        if byte == _LF:
            return not after_cr
        if byte == _CR:
            self._after_cr = True
            return True
        if byte == _NUL:
            if not after_cr and not self._rules.drops_nul:
                self._append(byte)
            return False
        erase_last(self._partial)
        return False

    def _take_line(self) -> LineReceived:
        if not self._rules.cr_ends_line and self._partial.endswith(_CR):
            del self._partial[-1:]
        line = LineReceived(bytes(self._partial), self._truncated)
        self._partial.clear()
        self._truncated = False
        return line

    def _feed_characters(self, data: bytes) -> list[LineReceived | CharacterReceived]:
        characters: list[LineReceived | CharacterReceived] = []
        stream = self._partial
        stream += data
        at = 0
        while length := keystroke_length(stream, at):
            character = bytes(stream[at : at + length])
            at += length
            if self._is_text(character):
                characters.append(CharacterReceived(character))
        del stream[:at]
        return characters

    def _is_text(self, character: bytes) -> bool:
        # both keys of a CR LF are told, as the C drivers do; the LF of a CR that ended a line is none of them
        after_line, self._after_cr = self._after_cr, False
        after_cr, self._cr_was_key = self._cr_was_key, character == _CR and self._rules.cr_ends_line
        if character == _NUL:
            return not (after_cr or after_line) and not self._rules.drops_nul
        return not (character == _LF and after_line)
