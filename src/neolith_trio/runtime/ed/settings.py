"""What `set` changes: switches and the width of a step of indentation, packed into one number for the mudlib."""

from __future__ import annotations

from typing import Final

NUMBER: Final = 0x0010  # lines are shown and asked for with their numbers
LIST: Final = 0x0020  # the end of a line is shown as $
PRINT: Final = 0x0040  # the line is shown after a single substitution
EIGHTBIT: Final = 0x0080  # bytes above 127 are read as they are
AUTOINDENT: Final = 0x0100  # a new line starts below the text of the one before
EXCOMPATIBLE: Final = 0x0200  # \( \) make groups in patterns, ( ) are characters
DPRINT: Final = 0x0400  # the current line is shown after d
VERBOSE: Final = 0x0800  # reading a file tells how much was read

SWITCHES: Final = {
    "number": NUMBER,
    "list": LIST,
    "print": PRINT,
    "eightbit": EIGHTBIT,
    "autoindent": AUTOINDENT,
    "excompatible": EXCOMPATIBLE,
    "dprint": DPRINT,
    "verbose": VERBOSE,
}
_ALL: Final = 0x0FF0
_WIDTH: Final = 0x000F


class Settings:
    """The settings of one session."""

    def __init__(self) -> None:
        self.switches = EIGHTBIT
        self.width = 4

    def unpack(self, number: int) -> None:
        """Take what the mudlib kept of an earlier session; 0 is nothing."""
        if number:
            self.switches, self.width = number & _ALL, number & _WIDTH

    def packed(self) -> int:
        """All settings in one number."""
        return self.switches | self.width

    def has(self, switch: int) -> bool:
        """Is a switch on?"""
        return bool(self.switches & switch)

    def turn(self, word: str) -> bool:
        """Do what a word says: the name of a switch, with `no` before it to turn it off. Is there such a switch?"""
        if word in SWITCHES:
            self.switches |= SWITCHES[word]
        elif word.removeprefix("no") in SWITCHES:
            self.switches &= ~SWITCHES[word.removeprefix("no")]
        else:
            return False
        return True

    def table(self) -> str:
        """What `set` alone shows."""
        switches = "".join(f"{name}:{'on' if self.has(switch) else 'off'} " for name, switch in SWITCHES.items())
        return f"ed version 6.1\n{switches}\nshiftwidth:{self.width}\n"
