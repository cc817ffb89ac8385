"""A small terminal: what a person would see after these bytes."""

from __future__ import annotations

import re

from neolith_trio.services.terminal.layout import character_width

_TOKEN = re.compile(r"\x1b\[(\d*)(?:;\d+)*([A-Za-z])|(.)", re.DOTALL)


class Screen:
    """Rows of characters with a cursor, and a wrap at the margin that waits for one more character."""

    def __init__(self, columns: int = 80) -> None:
        self.columns = columns
        self.rows: list[dict[int, str]] = [{}]
        self.row = self.column = 0

    def feed(self, data: bytes) -> None:
        for number, final, character in _TOKEN.findall(data.decode("utf-8", "backslashreplace")):
            if final:
                self._control(int(number or 1), number, final)
            else:
                self._character(character)

    def text(self) -> list[str]:
        lines = ["".join(row.get(i, " ") for i in range(max(row, default=-1) + 1)) for row in self.rows]
        return [line.replace("\0", "").rstrip() for line in lines]

    @property
    def cursor(self) -> tuple[int, int]:
        return self.row, self.column

    def _control(self, count: int, number: str, final: str) -> None:
        if final == "A":
            assert self.row >= count, "the editor went above what it drew"
            self.row -= count
        elif final == "C":
            self.column += count
        elif final == "J" and number == "":
            self.rows[self.row] = {c: v for c, v in self.rows[self.row].items() if c < self.column}
            del self.rows[self.row + 1 :]
        elif final == "J" and number == "2":
            self.rows = [{}]
        elif final == "H":
            self.row = self.column = 0
        elif final != "m":
            raise AssertionError(f"an unexpected sequence {final!r}")

    def _character(self, character: str) -> None:
        if character == "\r":
            self.column = 0
        elif character == "\n":
            self._next_row()
        elif character >= " ":
            width = character_width(character)
            if self.column + width > self.columns:
                self._next_row()
            self.rows[self.row][self.column] = character
            if width == 2:
                self.rows[self.row][self.column + 1] = "\0"
            self.column += width

    def _next_row(self) -> None:
        self.row, self.column = self.row + 1, 0
        if self.row == len(self.rows):
            self.rows.append({})
