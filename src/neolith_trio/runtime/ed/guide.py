"""The help that h shows: all commands on two pages, and a paragraph about each."""

from __future__ import annotations

from typing import Final

_OVERVIEW_1: Final = """\
The line editor: an address or a range, then a letter.

Addresses
  7            line 7            .            the current line
  $            the last line     'a           the line marked a
  /pattern/    the next line that fits; ?pattern? the last one before
  .+3  $-2     so many lines on or back
  2,5          a range; 2;/end/ searches from line 2 on

Commands
  a   append text behind the line     A   the same, autoindent reversed
  c   change the lines                d   delete the lines
  i   insert text before the line     I   indent the whole text
  g   do a command for all lines that fit a pattern, v for all others
  =   tell the number of the line     h   this help
"""
_FILES_1: Final = """\
  e   edit another file               E   the same, changes are lost
  f   tell or change the file name
"""
_MORE: Final = "\n--Return to continue--"
_OVERVIEW_2: Final = """\
  j   join the lines                  k   mark the line with a letter
  l   show the lines with their ends  m   move the lines behind another
  n   line numbers on or off          o   the same as a; O the same as i
  p   show the lines                  s   substitute; set: the settings
  q   quit                            Q   quit, changes are lost
  r   read a file behind the line     t   copy the lines behind another
  x   write the file and quit         z   show a screen, Z two: z z- z.
"""
_FILES_2: Final = """\
  w   write the file                  W   append to a file
"""
_END: Final = """
An empty line goes to the next line and shows it. hX explains the command X.
"""

COMMANDS: Final[dict[str, str]] = {
    "/": "/pattern: go to the next line that fits the pattern, past the end on from the start.\n"
    "In patterns . * + ? ^ $ [ ] ( ) | are special unless a \\ stands before them.\n",
    "?": "?pattern: go to the last line before this one that fits the pattern, past the start on from the end.\n",
    "A": "[line]A: the same as a, with autoindent off where it is on, and on where it is off.\n",
    "E": "E file: edit another file; what is not written of this one is lost.\n",
    "I": "I: indent the whole text as LPC source. It stops at a string without end.\n",
    "Q": "Q: quit; what is not written is lost.\n",
    "W": "[range]W file: write the lines, all when none are given, behind what the file has.\n",
    "Z": "[line]Z Z- Z.: show the 42 lines from here on, up to here, around here.\n",
    "a": "[line]a: what is typed next comes behind the line; a line with only a dot ends it.\n",
    "c": "[range]c: what is typed next comes in the place of the lines; a line with only a dot ends it.\n",
    "d": "[range]d: delete the lines.\n",
    "e": "e file: edit another file. It is refused while something is not written.\n",
    "f": "f: tell which file is edited. f file: give the text this file name from now on.\n",
    "g": "[range]g/pattern/command: do the command for every line that fits the pattern, such as g/old/p.\n",
    "h": "h: show all commands. hX: explain the command X.\n",
    "i": "[line]i: what is typed next comes before the line; a line with only a dot ends it.\n",
    "j": "[range]j: make one line of the lines, or of this one and the next.\n",
    "k": "[line]kx: mark the line with a small letter, here x; 'x addresses it from then on.\n",
    "l": "[range]l: show the lines with a $ at their ends.\n",
    "m": "[range]mADDRESS: move the lines behind the line with that address; 0 is the start.\n",
    "n": "n: show lines with their numbers from now on, or no longer.\n",
    "p": "[range]p: show the lines.\n",
    "q": "q: quit. It is refused while something is not written.\n",
    "r": "[line]r file: read a file and put it behind the line, at the end when none is given.\n",
    "s": "[range]s/pattern/text/ puts the text in the place of the first that fits the pattern in each line; g at the\n"
    "end: of all that fit; p: show the lines. In the text & is what fitted, \\1 what its first (group) did.\n",
    "set": "set: show the settings. set save: keep them. set shiftwidth 2: the width of a step of indentation.\n"
    "set NAME, set noNAME turns one on or off:\n"
    "  number        show and ask for lines with their numbers\n"
    "  list          show a $ at the end of lines\n"
    "  print         show the line after a single substitution\n"
    "  eightbit      read bytes above 127 as they are\n"
    "  autoindent    begin a new line below the text of the last; ^D or ^K at its start goes back one step\n"
    "  excompatible  \\( \\) make groups in patterns, ( ) are characters\n"
    "  dprint        show the current line after d\n"
    "  verbose       tell how much was read from a file\n",
    "t": "[range]tADDRESS: put a copy of the lines behind the line with that address; 0 is the start.\n",
    "v": "[range]v/pattern/command: do the command for every line that does not fit the pattern.\n",
    "w": "w: write the text. [range]w file: write the lines, all when none are given, to another file.\n",
    "x": "x: write the text and quit.\n",
    "z": "[line]z z- z.: show the 22 lines from here on, up to here, around here.\n",
}


def first_page(*, restricted: bool) -> str:
    """The first half of all commands; those on files only for whom they are."""
    return _OVERVIEW_1 + ("" if restricted else _FILES_1) + _MORE


def second_page(*, restricted: bool) -> str:
    """The other half."""
    return _OVERVIEW_2 + ("" if restricted else _FILES_2) + _END
