"""A line editor without I/O: keystrokes in, lines and the bytes that draw them out.

Rule: the face of a wire (protocols/wires.py), and the screen always shows the last output, then the line being
typed: output that comes while somebody types is put above his line. A line is a list of keystrokes in bytes,
so invalid UTF-8 survives editing. Hidden input is neither drawn nor remembered.

The theory of drawing: the row where the unfinished last output line (the prompt) begins is the origin;
`_rows` is how many rows below it the cursor stands. To redraw is to go to the origin, clear to the end of
the screen, and write prompt and line again.
"""

from __future__ import annotations

from collections.abc import Callable

from ...protocols.characters import ESCAPE, keystroke_length
from ...protocols.events import CharacterReceived, Event, InputEnded, Interrupted, LineReceived
from ...protocols.lines import MAX_LINE
from ...protocols.wires import WithoutSignals
from .history import History
from .layout import place, widths

# of an output line without end only this much is kept for redrawing
MAX_PROMPT = 4096

_CLEAR_BELOW = b"\r\x1b[J"
_CLEAR_SCREEN = b"\x1b[H\x1b[2J"


class LineEditor(WithoutSignals):
    """The line being typed at one terminal."""

    def __init__(
        self,
        history: History,
        *,
        columns: int = 80,
        max_line: int = MAX_LINE,
        on_suspend: Callable[[], None] | None = None,
    ) -> None:
        self._history = history
        self._columns = columns
        self._max_line = max_line
        # Ctrl-Z: called between two keys, returns when the user is back
        self._on_suspend = on_suspend or (lambda: None)
        self._input = bytearray()
        self._line: list[bytes] = []
        self._cursor = 0
        # the place in the history, and the line that was left for it
        self._place: int | None = None
        self._left: list[bytes] = []
        self._prompt = b""
        self._rows = 0
        self._output = bytearray()
        self._echo = True
        self._single = False
        self._after_cr = False
        self._events: list[Event] = []

    # the face of a wire

    def open(self) -> None:
        pass

    def receive(self, data: bytes) -> list[Event]:
        if self._single:
            self._release_line()
        self._input += data
        at = 0
        while length := keystroke_length(self._input, at):
            self._press(bytes(self._input[at : at + length]))
            at += length
        del self._input[:at]
        events, self._events = self._events, []
        return events

    def finish(self) -> list[Event]:
        line = b"".join(self._line)
        self._line.clear()
        return [LineReceived(line)] if line else []

    def send(self, text: bytes) -> None:
        if not text:
            return
        drawn = self._is_drawn()
        if drawn:
            self._erase()
        end = max(text.rfind(b"\n"), text.rfind(b"\r")) + 1
        before, self._prompt = self._prompt, text[end:] if end else self._prompt + text
        if not drawn:
            self._output += text
            self._rows = self._prompt_rows()
        else:
            if end:
                self._output += before + text[:end]
            self._draw()
        self._prompt = self._prompt[-MAX_PROMPT:]

    def set_echo(self, on: bool) -> None:
        if on != self._echo:
            self._erase_and(lambda: setattr(self, "_echo", on))

    def set_single_character(self, on: bool) -> None:
        self._single = on

    def data_to_send(self) -> bytes:
        data = bytes(self._output)
        self._output.clear()
        return data

    # for the console

    @property
    def escape_pending(self) -> bool:
        """Whether a lone ESC was received that may begin a sequence."""
        return self._input == bytes([ESCAPE])

    def end_escape(self) -> None:
        """Nothing followed the ESC in time: it was the key; the next receive() reports it."""
        self._input.clear()
        if self._single:
            self._events.append(CharacterReceived(bytes([ESCAPE])))

    def resize(self, columns: int) -> None:
        if columns > 0 and columns != self._columns:
            self._columns = columns
            self.redraw()

    def redraw(self) -> None:
        """Draw prompt and line afresh, after something else has used the screen."""
        self._rows = 0
        self._output += _CLEAR_BELOW
        self._draw()

    # keys

    def _press(self, key: bytes) -> None:
        after_cr, self._after_cr = self._after_cr, key == b"\r"
        if key == b"\n" and after_cr:
            return
        if key == b"\x03":
            self._events.append(Interrupted())
        elif key == b"\x1a":
            self._on_suspend()
            self.redraw()
        elif self._single:
            self._events.append(CharacterReceived(key))
        elif (action := _KEYS.get(key)) is not None:
            action(self)
        elif key[0] >= 0x20 or key == b"\t":
            self._insert(key)

    def _insert(self, key: bytes) -> None:
        if sum(map(len, self._line)) + len(key) > self._max_line:
            self._output += b"\a"
            return
        self._line.insert(self._cursor, key)
        self._cursor += 1
        if not self._echo:
            return
        row, column = place(self._columns, self._widths(self._cursor))
        if self._cursor == len(self._line) and row == self._rows and column:
            self._output += _shown(key)
        else:
            self._redraw()

    def _enter(self) -> None:
        line = b"".join(self._line)
        at_margin = False
        if self._is_drawn():
            self._move(len(self._line))
            self._history.add(line)
            row, column = place(self._columns, self._widths(self._cursor))
            at_margin = row > 0 and column == 0
        if not at_margin:
            # at the margin the cursor is on the next row already
            self._output += b"\n"
        self._line, self._cursor, self._place = [], 0, None
        self._prompt, self._rows = b"", 0
        self._events.append(LineReceived(line))

    def _release_line(self) -> None:
        """What was typed of a line before single characters were asked for."""
        self._events += [CharacterReceived(key) for key in self._line]
        self._line, self._cursor = [], 0

    def _move(self, cursor: int) -> None:
        cursor = max(0, min(cursor, len(self._line)))
        if cursor != self._cursor:
            self._cursor = cursor
            self._redraw()

    def _cut(self, begin: int, end: int) -> None:
        begin, end = max(0, begin), min(end, len(self._line))
        if begin < end:
            del self._line[begin:end]
            self._cursor = begin
            self._redraw()

    def _end_or_delete(self) -> None:
        if self._line:
            self._cut(self._cursor, self._cursor + 1)
        else:
            self._events.append(InputEnded())

    def _word_begin(self) -> int:
        at = self._cursor
        while at > 0 and self._line[at - 1] == b" ":
            at -= 1
        while at > 0 and self._line[at - 1] != b" ":
            at -= 1
        return at

    def _word_end(self) -> int:
        at = self._cursor
        while at < len(self._line) and self._line[at] == b" ":
            at += 1
        while at < len(self._line) and self._line[at] != b" ":
            at += 1
        return at

    def _recall(self, step: int) -> None:
        """Go to an older (-1) or newer (1) line; beyond the newest is the line that was being typed."""
        if not self._echo:
            return
        lines = self._history.lines
        at = (len(lines) if self._place is None else self._place) + step
        if not 0 <= at <= len(lines) or (self._place is None and step > 0):
            return
        if self._place is None:
            self._left = self._line
        self._line = self._left if at == len(lines) else _keystrokes(lines[at])
        self._place = None if at == len(lines) else at
        self._cursor = len(self._line)
        self._redraw()

    def _clear_screen(self) -> None:
        self._output += _CLEAR_SCREEN
        self._rows = 0
        self._draw()

    # drawing

    def _is_drawn(self) -> bool:
        return self._echo and bool(self._line)

    def _widths(self, count: int) -> list[int]:
        return widths(self._prompt + b"".join(map(_shown, self._line[:count])))

    def _erase_and(self, change: Callable[[], None]) -> None:
        if self._line:
            self._erase()
            change()
            self._rows = 0
            self._draw()
        else:
            change()

    def _redraw(self) -> None:
        if self._echo:
            self._erase()
            self._draw()

    def _erase(self) -> None:
        if self._rows:
            self._output += b"\x1b[%dA" % self._rows
        self._output += _CLEAR_BELOW
        self._rows = 0

    def _cursor_place(self) -> tuple[int, int]:
        row, column = place(self._columns, self._widths(self._cursor))
        following = self._line[self._cursor] if self._cursor < len(self._line) else b""
        if column + sum(widths(_shown(following))) > self._columns:
            # a wide character did not fit into the rest of the row
            return row + 1, 0
        return row, column

    def _draw(self) -> None:
        """Write prompt and line from the origin and leave the cursor at its place."""
        line = self._line if self._echo else []
        self._output += self._prompt + b"".join(map(_shown, line))
        if not line:
            self._rows = self._prompt_rows()
            return
        end_row, end_column = place(self._columns, self._widths(len(line)))
        if end_row and not end_column:
            # a terminal waits with the wrap until one more character comes
            self._output += b" \r"
        row, column = self._cursor_place()
        if (row, column) != (end_row, end_column):
            if end_row > row:
                self._output += b"\x1b[%dA" % (end_row - row)
            self._output += b"\r"
            if column:
                self._output += b"\x1b[%dC" % column
        self._rows = row

    def _prompt_rows(self) -> int:
        """Rows from the origin to the cursor behind the prompt; at the margin the wrap has not happened yet."""
        row, column = place(self._columns, widths(self._prompt))
        return row - 1 if row and not column else row


def _keystrokes(line: bytes) -> list[bytes]:
    keys = []
    at = 0
    while at < len(line):
        length = keystroke_length(line, at) or 1
        keys.append(line[at : at + length])
        at += length
    return keys


def _shown(key: bytes) -> bytes:
    return b" " if key[:1] < b" " and key else key


_KEYS: dict[bytes, Callable[[LineEditor], None]] = {}


def _bind(action: Callable[[LineEditor], None], *keys: bytes) -> None:
    _KEYS.update(dict.fromkeys(keys, action))


# the keys of emacs and of readline, and what terminals send for the named ones
_bind(lambda e: e._enter(), b"\r", b"\n")
_bind(lambda e: e._cut(e._cursor - 1, e._cursor), b"\b", b"\x7f")
_bind(lambda e: e._cut(e._cursor, e._cursor + 1), b"\x1b[3~")
_bind(lambda e: e._end_or_delete(), b"\x04")
_bind(lambda e: e._move(e._cursor - 1), b"\x02", b"\x1b[D", b"\x1bOD")
_bind(lambda e: e._move(e._cursor + 1), b"\x06", b"\x1b[C", b"\x1bOC")
_bind(lambda e: e._move(e._word_begin()), b"\x1bb", b"\x1b[1;5D", b"\x1b[1;3D")
_bind(lambda e: e._move(e._word_end()), b"\x1bf", b"\x1b[1;5C", b"\x1b[1;3C")
_bind(lambda e: e._move(0), b"\x01", b"\x1b[H", b"\x1bOH", b"\x1b[1~", b"\x1b[7~")
_bind(lambda e: e._move(len(e._line)), b"\x05", b"\x1b[F", b"\x1bOF", b"\x1b[4~", b"\x1b[8~")
_bind(lambda e: e._recall(-1), b"\x10", b"\x1b[A", b"\x1bOA")
_bind(lambda e: e._recall(1), b"\x0e", b"\x1b[B", b"\x1bOB")
_bind(lambda e: e._cut(e._cursor, len(e._line)), b"\x0b")
_bind(lambda e: e._cut(0, e._cursor), b"\x15")
_bind(lambda e: e._cut(e._word_begin(), e._cursor), b"\x17")
_bind(lambda e: e._clear_screen(), b"\x0c")
