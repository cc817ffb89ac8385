"""Lines as they are shown: control characters as ^X, tabs as blanks, with number and end mark where these are set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import settings

if TYPE_CHECKING:
    from .session import Session


def show(session: Session, first: int, last: int, *, marking_ends: bool = False) -> None:
    """Show lines as far as there are such; the last one shown is current then."""
    buffer = session.buffer
    first, last = max(first, 1), min(last, buffer.last)
    if not last:
        return
    end = "$" if marking_ends or session.settings.has(settings.LIST) else ""
    numbered = session.settings.has(settings.NUMBER)
    shown = []
    for number in range(first, last + 1):
        label = f"{number:3}  " if numbered else ""
        shown.append(f"{label}{visible(buffer.text(number))}{end}\n")
    buffer.current = max(first, last)
    session.desk.write("".join(shown))


def visible(text: str) -> str:
    """A text without control characters."""
    if text.isprintable():
        return text
    shown = []
    column = 0
    for character in text:
        if character == "\t":
            one = " " * (8 - column % 8)
        elif character < " ":
            one = f"^{chr(ord(character) | 0x40)}"
        else:
            one = character
        shown.append(one)
        column += len(one)
    return "".join(shown)
