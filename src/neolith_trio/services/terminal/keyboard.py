"""Standard input, opened as what it is, with the wire that makes lines of it.

Rule: `open_keyboard` is a context; leaving it puts the terminal back as it was and keeps the history, whichever
way it is left. The console alone opens it, once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import trio

from ...protocols.events import WindowSizeReceived
from ...protocols.wires import Wire
from .channel import Input, Modes, Source, detect, open_input, open_modes
from .editor import LineEditor
from .history import History
from .plain import PlainWire

# how long the rest of an escape sequence may take to come: a person is slower, a slow line is not
ESCAPE_DELAY = 0.05


class Keyboard:
    """Standard input: a script, or a terminal that edits its own lines."""

    def __init__(self, source: Source, keys: Input, wire: Wire) -> None:
        self.source = source
        self.wire = wire
        self._keys = keys

    async def read(self) -> bytes | None:
        """Wait for bytes; None at the end. Cancelled, it has lost nothing."""
        return await self._keys.read() or None

    def size_change(self) -> WindowSizeReceived | None:
        """The size of the window, when it is another one than last time."""
        return None


class EditedKeyboard(Keyboard):
    """A terminal with the line editor."""

    def __init__(self, keys: Input, editor: LineEditor, modes: Modes) -> None:
        super().__init__(Source.TTY, keys, editor)
        self._editor = editor
        self._modes = modes
        self._size = WindowSizeReceived(0, 0)

    async def read(self) -> bytes | None:
        data = await self._read_or_escape()
        if data:
            # asked for at each key, which saves a handler for SIGWINCH: that signal belongs to the program around us
            self._editor.resize(self._modes.columns())
        return data

    def size_change(self) -> WindowSizeReceived | None:
        size = WindowSizeReceived(self._modes.columns(), self._modes.rows())
        if size == self._size or not (size.width and size.height):
            return None
        self._size = size
        return size

    async def _read_or_escape(self) -> bytes | None:
        if not self._editor.escape_pending:
            return await super().read()
        with trio.move_on_after(ESCAPE_DELAY):
            return await super().read()
        self._editor.end_escape()
        return b""


@contextmanager
def open_keyboard(input_descriptor: int, output_descriptor: int, history: Path | None) -> Iterator[Keyboard]:
    """Open standard input as what it is."""
    source = detect(input_descriptor)
    keys = open_input(input_descriptor, source)
    if source is not Source.TTY:
        yield Keyboard(source, keys, PlainWire())
        return
    modes = open_modes(input_descriptor)
    lines = History(history)
    try:
        if detect(output_descriptor) is Source.TTY and os.environ.get("TERM") != "dumb":
            modes.edit()
            editor = LineEditor(lines, columns=modes.columns() or 80, on_suspend=modes.suspend)
            yield EditedKeyboard(keys, editor, modes)
        else:
            # a screen that cannot be drawn on, or output that goes elsewhere: the terminal edits by itself
            yield Keyboard(source, keys, PlainWire(modes.cook))
    finally:
        modes.restore()
        lines.save()
