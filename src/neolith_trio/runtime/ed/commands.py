"""What every command letter does.

A command is a function of the session and the cursor behind its letter. It is checked before anything is changed, and
a command that cannot be done raises Refused. Its addresses are in the session: `first`, `last`, and how many were
`given`. A true result lets the current line be shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ...config import Grammar
from .. import limits
from . import guide, settings
from .addresses import BLANKS, DIGITS, Cursor, read_address, read_mark, read_range
from .indentation import indented
from .listing import show
from .refusals import (
    BAD_DESTINATION,
    BAD_LINE_NUMBER,
    BAD_PATTERN,
    BAD_RANGE,
    BAD_SYNTAX,
    END_OF_FILE,
    FAILED,
    FILE_FAILED,
    NO_LINES_HERE,
    NO_RANGE_HERE,
    NOT_SET,
    RESTRICTED,
    UNKNOWN,
    Refused,
    changed,
)
from .searching import read_pattern
from .substitution import read_replacement, substitute

if TYPE_CHECKING:
    from .session import Session

Command = Callable[["Session", Cursor], bool]

_LONGEST_WORD: Final = 15
_SCREEN: Final = 21  # lines that z shows besides the addressed one


def run(session: Session, line: str) -> None:
    """Do what a line says."""
    cursor = Cursor(line)
    read_range(session, cursor)
    if cursor.peek and cursor.peek in "gv":
        _run_for_all(session, cursor)
    elif _run_one(session, cursor):
        show(session, session.buffer.current, session.buffer.current)


def _run_one(session: Session, cursor: Cursor) -> bool:
    cursor.skip_blanks()
    command = COMMANDS.get(cursor.take())
    if command is None:
        raise Refused(UNKNOWN)
    return command(session, cursor)


def _run_for_all(session: Session, cursor: Cursor) -> None:
    """g and v: the rest of the line is a command for every line that fits the pattern, or that does not."""
    wanted = cursor.take() == "g"
    _default(session, 1, session.buffer.last)
    delimiter = cursor.peek
    if delimiter <= " ":
        raise Refused(FAILED)
    pattern = read_pattern(session, cursor)
    if cursor.peek == delimiter:
        cursor.take()
    session.choose(pattern, wanted)
    for number in session.chosen_lines():
        session.buffer.current = number
        one = Cursor(cursor.rest)
        read_range(session, one)
        session.in_global = True
        try:
            _run_one(session, one)
        finally:
            session.in_global = False


def _default(session: Session, first: int, last: int) -> None:
    """The lines that are meant when none were given; refuse those that are no range."""
    if session.given == 0:
        session.first, session.last = first, last
    if not 0 < session.first <= session.last:
        raise Refused(BAD_RANGE)


def _default_current(session: Session) -> None:
    _default(session, session.buffer.current, session.buffer.current)


def _nothing_more(cursor: Cursor) -> None:
    if not cursor.at_end:
        raise Refused(BAD_SYNTAX)


def _blank_follows(cursor: Cursor) -> None:
    if not cursor.at_end and cursor.peek not in BLANKS:
        raise Refused(BAD_SYNTAX)


# -- going about and looking ----------------------------------------------------------------------------------


def go(session: Session, cursor: Cursor) -> bool:
    """An empty command: go to the addressed line, or to the next one, and show it; show a whole range."""
    buffer = session.buffer
    if session.given == 2:
        _default_current(session)
        show(session, session.first, session.last)
        return False
    if session.given == 0:
        session.last = buffer.after(buffer.current)
        if session.last == 0:
            raise Refused(END_OF_FILE)
    buffer.current = session.last
    return True


def number_of_line(session: Session, cursor: Cursor) -> bool:
    """=: tell the number of the line."""
    session.desk.write(f"{session.last}\n")
    return False


def print_lines(session: Session, cursor: Cursor) -> bool:
    """p, P: show lines."""
    _nothing_more(cursor)
    _default_current(session)
    show(session, session.first, session.last)
    return False


def list_lines(session: Session, cursor: Cursor) -> bool:
    """l: show lines with the ends of them marked."""
    _nothing_more(cursor)
    _default_current(session)
    show(session, session.first, session.last, marking_ends=True)
    return False


def toggle_numbers(session: Session, cursor: Cursor) -> bool:
    """n: show lines with numbers, or no longer."""
    _nothing_more(cursor)
    options = session.settings
    options.switches ^= settings.NUMBER
    number, listing = ("on" if options.has(one) else "off" for one in (settings.NUMBER, settings.LIST))
    session.desk.write(f"number {number}, list {listing}\n")
    return False


def show_screen(session: Session, cursor: Cursor) -> bool:
    """z: show the lines from here on; z- those up to here, z. those around."""
    return _screen(session, cursor, _SCREEN, _SCREEN // 2)


def show_two_screens(session: Session, cursor: Cursor) -> bool:
    """Z: the same with twice as many lines."""
    return _screen(session, cursor, 2 * _SCREEN - 1, _SCREEN - 1)


def _screen(session: Session, cursor: Cursor, lines: int, around: int) -> bool:
    _default_current(session)
    here = session.first
    if cursor.peek == "-":
        show(session, here - lines, here)
    elif cursor.peek == ".":
        show(session, here - around - 1, here + around)
    elif cursor.at_end or cursor.peek == "+":
        show(session, here, here + lines)
    return False


def mark(session: Session, cursor: Cursor) -> bool:
    """k: give a line number a letter, by which it can be addressed."""
    cursor.skip_blanks()
    letter = read_mark(cursor)
    _blank_follows(cursor)
    session.marks[letter] = session.first
    return False


def help_text(session: Session, cursor: Cursor) -> bool:
    """h, H: explain all commands, or one."""
    if cursor.peek and cursor.rest.strip() in guide.COMMANDS:
        session.desk.write(guide.COMMANDS[cursor.rest.strip()])
    else:
        session.desk.write(guide.first_page(restricted=session.restricted))
        session.paging = True
    return False


# -- changing the text ----------------------------------------------------------------------------------------


def append(session: Session, cursor: Cursor) -> bool:
    """a, o: what is typed next comes behind the line."""
    return _append(session, cursor, indenting=session.settings.has(settings.AUTOINDENT))


def append_otherwise_indented(session: Session, cursor: Cursor) -> bool:
    """A: the same, with autoindent the other way round."""
    return _append(session, cursor, indenting=not session.settings.has(settings.AUTOINDENT))


def _append(session: Session, cursor: Cursor, *, indenting: bool) -> bool:
    _nothing_more(cursor)
    _one_place(session)
    session.start_appending(session.first, below=session.first, indenting=indenting)
    return False


def insert(session: Session, cursor: Cursor) -> bool:
    """i, O: what is typed next comes before the line."""
    _nothing_more(cursor)
    _one_place(session)
    before = session.buffer.before(session.first)
    session.start_appending(before, below=session.first, indenting=session.settings.has(settings.AUTOINDENT))
    return False


def _one_place(session: Session) -> None:
    if session.given > 1:
        raise Refused(NO_RANGE_HERE)
    if session.in_global:
        raise Refused(BAD_SYNTAX)


def change(session: Session, cursor: Cursor) -> bool:
    """c: what is typed next comes in the place of the lines."""
    _nothing_more(cursor)
    _default_current(session)
    if session.in_global:
        raise Refused(BAD_SYNTAX)
    indenting = session.settings.has(settings.AUTOINDENT)
    blanks = session.blanks_of(session.first)
    session.buffer.delete(session.first, session.last)
    session.start_appending(session.buffer.current, below=0, indenting=indenting, blanks=blanks)
    return False


def delete(session: Session, cursor: Cursor) -> bool:
    """d: take lines out."""
    _nothing_more(cursor)
    _default_current(session)
    buffer = session.buffer
    buffer.delete(session.first, session.last)
    buffer.current = buffer.after(buffer.current) or buffer.current
    session.changed = True
    if session.settings.has(settings.DPRINT):
        show(session, buffer.current, buffer.current)
    return False


def join(session: Session, cursor: Cursor) -> bool:
    """j: make one line of several."""
    buffer = session.buffer
    if session.given == 0:
        session.first, session.last = buffer.current, buffer.current + 1
    if not cursor.at_end or not 0 < session.first <= session.last:
        raise Refused(BAD_SYNTAX)
    if session.last > buffer.last:
        raise Refused(BAD_RANGE)
    if session.first == session.last:
        buffer.current = session.first
        return False
    text = "".join(buffer.text(number) for number in range(session.first, session.last + 1))
    buffer.replace(session.first, session.last, [text])
    session.changed = True
    return False


def move(session: Session, cursor: Cursor) -> bool:
    """m: put lines behind another line."""
    to = read_address(session, cursor)
    if to is None:
        raise Refused(FAILED)
    if to > session.buffer.last:
        raise Refused(BAD_LINE_NUMBER)
    _default_current(session)
    if session.first <= to <= session.last:
        raise Refused(BAD_RANGE)
    session.buffer.move(session.first, session.last, to)
    session.changed = session.moved = True
    return False


def copy(session: Session, cursor: Cursor) -> bool:
    """t: put copies of lines behind another line."""
    try:
        to = read_address(session, cursor)
    except Refused:
        to = None
    if to is None or to > session.buffer.last:
        raise Refused(BAD_DESTINATION)
    _default_current(session)
    texts = [session.buffer.text(number) for number in range(session.first, session.last + 1)]
    session.buffer.insert(to, texts)
    session.changed = True
    return False


def substitute_or_set(session: Session, cursor: Cursor) -> bool:
    """s: put something else in the place of what fits a pattern; `set` and `se`: change the settings."""
    if cursor.peek == "e":
        cursor.take()
        return change_settings(session, cursor)
    cursor.skip_blanks()
    pattern = read_pattern(session, cursor)
    if pattern is None:
        raise Refused(BAD_PATTERN)
    parts, everywhere = read_replacement(cursor)
    showing = cursor.peek == "p"
    _default_current(session)
    changed = substitute(session, pattern, parts, everywhere=everywhere, showing=showing)
    session.changed = session.changed or changed > 0
    if changed == 1 and session.settings.has(settings.PRINT):
        show(session, session.buffer.current, session.buffer.current)
    return False


def indent(session: Session, cursor: Cursor) -> bool:
    """I: indent the whole text as LPC."""
    if session.given:
        raise Refused(NO_LINES_HERE)
    _nothing_more(cursor)
    buffer = session.buffer
    session.desk.write("Indenting entire code...\n")
    session.changed = True
    texts, complaint = indented([line.text for line in buffer.lines], session.settings.width)
    if texts:
        buffer.replace(1, len(texts), texts)
    session.desk.write(f"{complaint}Indentation halted.\n" if complaint else "Indentation complete.\n")
    return False


# -- files ----------------------------------------------------------------------------------------------------


def _allowed(session: Session, *, restricted: bool = True) -> None:
    if restricted and session.restricted:
        raise Refused(RESTRICTED)
    if session.given:
        raise Refused(NO_LINES_HERE)


def edit(session: Session, cursor: Cursor) -> bool:
    """e: edit another file, unless something is not written yet."""
    _allowed(session)
    if session.changed:
        raise changed()
    return edit_anyway(session, cursor)


def edit_anyway(session: Session, cursor: Cursor) -> bool:
    """E: edit another file."""
    _allowed(session)
    path = _named_file(session, cursor, writing=False)
    session.buffer.clear()
    session.read(path, 0)
    session.file_name, session.changed = path, False
    return False


def name_file(session: Session, cursor: Cursor) -> bool:
    """f: tell the name of the file, or give it another."""
    _allowed(session)
    _blank_follows(cursor)
    if not cursor.at_end:
        session.file_name = _named_file(session, cursor, writing=False)
        return False
    session.desk.permitted(f"/{session.file_name}", writing=False)  # masters are used to being asked, whatever they say
    root = "/" if limits.current.dialect.grammar is Grammar.FLUFFOS else ""
    session.desk.write(f"{root}{session.file_name}\n")
    return False


def read_file(session: Session, cursor: Cursor) -> bool:
    """r: put a file behind the line, or at the end."""
    if session.restricted:
        raise Refused(RESTRICTED)
    if session.given > 1:
        raise Refused(NO_RANGE_HERE)
    place = session.last if session.given else session.buffer.last
    path = _named_file(session, cursor, writing=False)
    if not session.read(path, place):
        raise Refused(FAILED)
    session.changed = True
    return False


def write(session: Session, cursor: Cursor) -> bool:
    """w: write the text, or lines of it."""
    return _write(session, cursor, appending=False)


def write_behind(session: Session, cursor: Cursor) -> bool:
    """W: the same, behind what the file has."""
    return _write(session, cursor, appending=True)


def _write(session: Session, cursor: Cursor, *, appending: bool) -> bool:
    if session.restricted and not cursor.at_end:
        raise Refused(RESTRICTED)
    path = _named_file(session, cursor, writing=True)
    _default(session, 1, session.buffer.last)
    if not session.write(path, session.first, session.last, appending=appending):
        raise Refused(FAILED)
    session.changed = False
    return False


def _named_file(session: Session, cursor: Cursor, *, writing: bool) -> str:
    """The file that the rest of the line names, or the one that is edited, if the master permits it."""
    _blank_follows(cursor)
    if cursor.at_end:
        name = f"/{session.file_name}"
    else:
        name = cursor.word()
        if not name:
            session.desk.write("Bad file name.\n")
            raise Refused(FILE_FAILED)
    absolute = name if name.startswith("/") else session.desk.absolute(name)
    allowed = None if absolute is None else session.desk.permitted(absolute, writing=writing)
    if allowed is None:
        raise Refused(FILE_FAILED)
    return allowed


def write_and_quit(session: Session, cursor: Cursor) -> bool:
    """x: write the text and leave."""
    if session.given:
        raise Refused(NO_LINES_HERE)
    if not cursor.at_end or session.in_global:
        raise Refused(BAD_SYNTAX)
    path = _named_file(session, cursor, writing=True)
    if not session.write(path, 1, session.buffer.last, appending=False):
        raise Refused(BAD_SYNTAX)
    session.over = True
    return False


def quit_unchanged(session: Session, cursor: Cursor) -> bool:
    """q: leave, unless something is not written yet."""
    if session.changed:
        raise changed()
    return quit_anyway(session, cursor)


def quit_anyway(session: Session, cursor: Cursor) -> bool:
    """Q: leave."""
    if not cursor.at_end or session.in_global:
        raise Refused(BAD_SYNTAX)
    if session.given:
        raise Refused(NO_LINES_HERE)
    session.over = True
    return False


# -- settings -------------------------------------------------------------------------------------------------


def change_settings(session: Session, cursor: Cursor) -> bool:
    """set: show the settings, change one, or let the mudlib keep them."""
    if cursor.peek == "t":
        cursor.take()
    else:
        _blank_follows(cursor)
    if cursor.at_end:
        session.desk.write(session.settings.table())
        return False
    word = cursor.word()
    if len(word) > _LONGEST_WORD:
        session.desk.write("Too long argument to 'set'!\n")
    elif not session.settings.turn(word) and not _set_otherwise(session, cursor, word):
        raise Refused(NOT_SET)
    return False


def _set_otherwise(session: Session, cursor: Cursor, word: str) -> bool:
    if word == "save":
        return not session.restricted and session.desk.keep_settings(session.settings.packed())
    cursor.skip_blanks()
    if word != "shiftwidth" or not cursor.peek or cursor.peek not in DIGITS:
        return False
    session.settings.width = int(cursor.peek)
    return True


COMMANDS: Final[dict[str, Command]] = {
    "": go,
    "=": number_of_line,
    "A": append_otherwise_indented,
    "E": edit_anyway,
    "H": help_text,
    "I": indent,
    "O": insert,
    "P": print_lines,
    "Q": quit_anyway,
    "W": write_behind,
    "Z": show_two_screens,
    "a": append,
    "c": change,
    "d": delete,
    "e": edit,
    "f": name_file,
    "h": help_text,
    "i": insert,
    "j": join,
    "k": mark,
    "l": list_lines,
    "m": move,
    "n": toggle_numbers,
    "o": append,
    "p": print_lines,
    "q": quit_unchanged,
    "r": read_file,
    "s": substitute_or_set,
    "t": copy,
    "w": write,
    "x": write_and_quit,
    "z": show_screen,
}
