"""Who edits what: a connection by ed(), an object by ed_start(). Both begin and end here.

The session of a connection stays with it when exec() gives it another object. Whoever goes in the midst of editing
leaves his text in the file that the master names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ...errors import LpcError
from ...lpc.importing import room_to_import
from ..objects import WIZARD
from ..values import Entity, LpcObject

if TYPE_CHECKING:
    from ..interactive import Interactive
    from ..world import World
    from .session import Session

DEFAULT_PROMPT: Final = "> "
_OVER: Final = "Exit from ed.\n"


def start_for_user(
    link: Interactive,
    path: str | None,
    *,
    owner: Entity | None = None,
    on_write: str | None = None,
    on_exit: str | None = None,
    restricted: bool = False,
) -> None:
    """Let the user of a connection edit: his lines are the editor's until he leaves it."""
    if link.editing is not None:
        raise LpcError("Tried to start an ed session, when already active.\n")
    restricted = restricted or _is_restricted(link.object)
    session = _begin(path, restricted, link.world, lambda: link.object, link.write, owner, on_write, on_exit)
    link.editing, link.prompt = session, session.prompt


def _is_restricted(user: Entity | None) -> bool:
    """Only wizards (see enable_wizard) may go to other files."""
    return user is not None and not user.flags & WIZARD


def _begin(path: str | None, restricted: bool, *desk: Any) -> Session:
    """A session, at that Desk, which has opened its file; the editor is imported for the first."""
    with room_to_import():
        from .desk import Desk
        from .session import Session
    session = Session(Desk(*desk), restricted=restricted)
    session.settings.unpack(session.desk.settings())
    session.open(path)
    return session


def take_line(link: Interactive, session: Session, line: str) -> None:
    """The user of a connection typed a line for his editor."""
    session.take(line)
    if session.over:
        _leave(link, session)
        link.write(_OVER)
    elif link.editing is session:
        link.prompt = session.prompt


def _leave(link: Interactive, session: Session) -> None:
    session.desk.left()
    if link.editing is session:
        link.editing = None
        link.prompt = DEFAULT_PROMPT


def end_for_user(link: Interactive) -> None:
    """The connection ends: save the text where the master wants it."""
    session = link.editing
    if session is not None:
        _save(session)
        _leave(link, session)


def _save(session: Session) -> None:
    name = session.desk.emergency_name(session.file_name)
    if name:
        session.write(name, 1, session.buffer.last, appending=False)


class Editors:
    """The sessions of objects."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.sessions: dict[Entity, Session] = {}
        self._output: list[str] = []

    def of(self, ob: Entity) -> Session | None:
        """What an object edits by ed_start(), if it does."""
        return self.sessions.get(ob)

    def start(self, ob: LpcObject, path: str | None, *, restricted: bool) -> str:
        """Let an object edit; what the editor says."""
        if ob in self.sessions:
            raise LpcError("ed_start() called while an ed session is already started.\n")
        self._output.clear()
        self._world.objects.heed(ob)
        self.sessions[ob] = _begin(path, restricted, self._world, lambda: ob, self._output.append)
        return self._said()

    def command(self, ob: Entity, line: str) -> str:
        """A line for the editor of an object; what it says."""
        session = self.sessions.get(ob)
        if session is None:
            raise LpcError("ed_cmd() called with no ed session active.\n")
        self._output.clear()
        session.take(line)
        if session.over:
            self.sessions.pop(ob, None)
            self._output.append(_OVER)
        return self._said()

    def leave(self, ob: LpcObject) -> None:
        """An object is about to be destructed: save its texts where the master wants them."""
        session = self.sessions.get(ob)
        if session is not None:
            self._output.clear()
            _save(session)
            self.sessions.pop(ob, None)
        if ob.interactive is not None:
            end_for_user(ob.interactive)

    def _said(self) -> str:
        text = "".join(self._output)
        self._output.clear()
        return text
