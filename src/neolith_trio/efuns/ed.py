"""Efuns of the line editor: ed() for a user's own lines, ed_start() and ed_cmd() for objects that hand it theirs."""

from __future__ import annotations

from typing import Any

from ..errors import LpcError
from ..runtime import ed as editors
from ..runtime.errors import bad_argument
from ..runtime.values import Entity, LpcObject
from .objects import required
from .registry import efun


@efun("void ed(void | string file, void | string on_write, void | string | int on_exit, void | int restricted)")
def ed(this: Entity, file: str | None = None, *more: Any) -> int:
    """Let this_player() edit a file with the line editor.

    From now on the user's lines are commands of the editor, until he leaves it with q, Q or x; a line that begins with
    '!' is an ordinary command of his. Its command h explains all others. What may be read and written the master's
    valid_read() and valid_write() decide, with "ed_start" for the efun. Without a user nothing happens.

    There are three ways to call it: ed(file), ed(file, on_exit, restricted), ed(file, on_write, on_exit, restricted).

    Arguments:
        file: the name of the file; it need not exist.
        on_write: the name of a function of this object. It is called with the name of the file and 0 before the file is
            written, which it forbids by returning 0, and with the name and 1 when it is written.
        on_exit: the name of a function of this object that is called when the user leaves the editor.
        restricted: 1 forbids to change the file name and to read or write other files. They are forbidden to everybody
            who is no wizard (see enable_wizard) in any case.
    Errors: the user edits something already.
    Example:
        ed("/doc/motd", "edited")
    See also: in_edit, ed_start, regexp
    """
    player = this.world.context.this_player()
    if not isinstance(player, LpcObject) or player.interactive is None:
        return 0
    on_write, on_exit, restricted = _meant(more)
    editors.start_for_user(
        player.interactive, file, owner=this, on_write=on_write, on_exit=on_exit, restricted=bool(restricted)
    )
    return 0


def _meant(more: tuple[Any, ...]) -> tuple[str | None, str | None, int]:
    """The functions for writing and leaving, and `restricted`, of the arguments behind the file."""
    if len(more) <= 1:
        return None, (more[0] if more else None), 0
    if isinstance(more[1], str):
        return more[0], more[1], more[2] if len(more) > 2 else 0
    if len(more) > 2:
        raise bad_argument(3, "ed", ("string",), more[1])
    return None, more[0], more[1]


@efun("string in_edit(void | object ob)")
def in_edit(this: Entity, ob: LpcObject | None = None) -> Any:
    """The file that somebody edits with the line editor.

    Arguments:
        ob: a user, or an object that called ed_start(); this object when it is left out.
    Returns: the name of the file without the first slash, or 0 when nothing is edited.
    Example:
        in_edit(this_player())
    See also: ed, in_input
    """
    found = required(this, ob, "in_edit")
    link = found.interactive
    session = link.editing if link is not None and link.editing is not None else this.world.editors.of(found)
    return 0 if session is None else session.file_name


@efun("string ed_start(void | string file, void | int restricted)")
def ed_start(this: Entity, file: str | None = None, restricted: int = 0) -> str:
    """Let this object edit a file with the line editor, line by line as it likes.

    Arguments:
        file: the name of the file; it need not exist.
        restricted: 1 forbids to change the file name and to read or write other files.
    Returns: what the editor says.
    Errors: this object edits something already, or is destructed.
    Example:
        ed_start("/doc/motd")
    See also: ed_cmd, query_ed_mode, ed
    """
    if not isinstance(this, LpcObject):
        raise LpcError("destructed objects can't use ed.\n")
    return this.world.editors.start(this, file, restricted=bool(restricted))


@efun("string ed_cmd(string line)")
def ed_cmd(this: Entity, line: str) -> str:
    """Hand a line to the editor that this object has started.

    Arguments:
        line: a command of the editor, or a line of text when it asked for text.
    Returns: what the editor says.
    Errors: this object has not called ed_start().
    Example:
        ed_start("/doc/motd");
        ed_cmd("1p")        // "Welcome.\\n"
    See also: ed_start, query_ed_mode
    """
    if not isinstance(this, LpcObject):
        raise LpcError("destructed objects can't use ed.\n")
    return this.world.editors.command(this, line)


@efun("int query_ed_mode()")
def query_ed_mode(this: Entity) -> int:
    """What the editor that this object has started waits for.

    Returns: 0 for a command; the number of a line whose text it waits for; -1 when this object edits nothing; -2 while
        it shows the first page of its help.
    Example:
        query_ed_mode()     // -1
    See also: ed_start, ed_cmd
    """
    session = this.world.editors.of(this)
    return -1 if session is None else session.mode
