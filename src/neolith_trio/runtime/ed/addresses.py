"""The lines that a command is for.

    N  .  $  'a        a line by number, the current one, the last one, a marked one
    /pattern/ ?pattern?  the next or the last line before that fits
    +N -N              so many lines on or back from there; N is 1 when it is left out
    a,b  a;b           from a to b; after ; the current line is a while b is looked for
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .refusals import BAD_MARK, Refused
from .searching import find, read_pattern

if TYPE_CHECKING:
    from .session import Session

BLANKS: Final = " \t"
DIGITS: Final = "0123456789"
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_LARGEST: Final = 1_000_000_000


class Cursor:
    """A place in the line that was typed. Past the end every character is ""."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    @property
    def peek(self) -> str:
        """The next character."""
        return self.text[self.position : self.position + 1]

    @property
    def at_end(self) -> bool:
        """Is that all?"""
        return self.position >= len(self.text)

    @property
    def rest(self) -> str:
        """All that follows."""
        return self.text[self.position :]

    def take(self) -> str:
        """The next character; go on behind it."""
        character = self.peek
        self.position += 1
        return character

    def take_escaped(self) -> str:
        """The next character, with the backslash before it if there is one."""
        character = self.take()
        return character + self.take() if character == "\\" and not self.at_end else character

    def skip_blanks(self) -> None:
        """Go to the next character that is no blank."""
        while self.peek and self.peek in BLANKS:
            self.position += 1

    def word(self) -> str:
        """The next word, behind blanks."""
        self.skip_blanks()
        start = self.position
        while self.peek and self.peek not in BLANKS:
            self.position += 1
        return self.text[start : self.position]


def read_range(session: Session, cursor: Cursor) -> None:
    """Set the session's `first`, `last` and `given` (how many addresses there were, 2 at most)."""
    session.given = session.last = 0
    while (number := read_address(session, cursor)) is not None:
        session.first, session.last = session.last, min(number, session.buffer.last)
        session.given = min(session.given + 1, 2)
        separator = cursor.peek
        if not separator or separator not in ",;":
            break
        if separator == ";":
            session.buffer.current = session.last
        cursor.take()
    if session.given == 0:
        session.last = session.buffer.current
    if session.given <= 1:
        session.first = session.last


def read_address(session: Session, cursor: Cursor) -> int | None:
    """One address, which may lie behind the last line; None when there is none."""
    number = _read_start(session, cursor)
    if number is None:
        return None
    while True:
        cursor.skip_blanks()
        sign = cursor.peek
        if not sign or sign not in "+-":
            return number
        cursor.take()
        distance = _read_distance(session, cursor)
        number = number + distance if sign == "+" else max(number - distance, 1)


def _read_start(session: Session, cursor: Cursor) -> int | None:
    cursor.skip_blanks()
    if cursor.peek and cursor.peek in "+-":
        return session.buffer.current
    return _read_number(session, cursor)


def _read_distance(session: Session, cursor: Cursor) -> int:
    cursor.skip_blanks()
    number = _read_number(session, cursor)
    return 1 if number is None else number


def _read_number(session: Session, cursor: Cursor) -> int | None:
    character = cursor.peek
    if not character:
        return None
    if character in DIGITS:
        start = cursor.position
        while cursor.peek and cursor.peek in DIGITS:
            cursor.take()
        return min(int(cursor.text[start : cursor.position][:20]), _LARGEST)
    if character == ".":
        cursor.take()
        return session.buffer.current
    if character == "$":
        cursor.take()
        return session.buffer.last
    if character in "/?":
        return _read_search(session, cursor, character)
    if character == "'":
        cursor.take()
        return session.marks.get(read_mark(cursor), 0)
    return None


def _read_search(session: Session, cursor: Cursor, delimiter: str) -> int:
    pattern = read_pattern(session, cursor)
    if cursor.peek == delimiter:
        cursor.take()
    return find(session, pattern, backwards=delimiter == "?")


def read_mark(cursor: Cursor) -> str:
    """The letter of a mark."""
    if not cursor.peek or cursor.peek not in LETTERS:
        raise Refused(BAD_MARK)
    return cursor.take()
