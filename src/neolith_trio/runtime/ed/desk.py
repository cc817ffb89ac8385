"""What an editor needs of the world: a screen, files, and the master who decides about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...config import Profile
from ...data import frozen
from .. import master
from ..files import write_beside
from ..safely import apply_safely
from ..values import Entity, truth

if TYPE_CHECKING:
    from pathlib import Path

    from ..world import World


@frozen(slots=True)
class Found:
    """The content of a file, and what was odd in it."""

    text: str
    size: int
    eight_bits: int  # bytes above 127
    nothings: int  # NUL bytes, which are left out

    def oddities(self) -> str:
        """They are told behind the size."""
        text = f" [{self.eight_bits} non-ascii]" if self.eight_bits else ""
        return text + (f" [{self.nothings} nul]" if self.nothings else "")


@frozen(slots=True, eq=False)
class Desk:
    """The world of one session. `editor` tells who edits now: exec() may change it.

    `owner` has the functions `on_write` and `on_exit`, by which the mudlib hears of the session.
    """

    world: World
    editor: Callable[[], Entity | None]
    write: Callable[[str], None]
    owner: Entity | None = None
    on_write: str | None = None
    on_exit: str | None = None

    def permitted(self, path: str, *, writing: bool) -> str | None:
        """The path that valid_read() or valid_write() permits; None when it is refused."""
        editor = self.editor()
        if editor is None:
            return None
        return master.valid(self.world, "valid_write" if writing else "valid_read", path, editor, "ed_start")

    def absolute(self, path: str) -> str | None:
        """What the master's make_path_absolute() makes of a name."""
        answer = master.ask(self.world, "make_path_absolute", path)
        return answer if isinstance(answer, str) else None

    def settings(self) -> int:
        """What the mudlib kept by save_ed_setup()."""
        answer = master.ask(self.world, "retrieve_ed_setup", self.editor())
        return answer if isinstance(answer, int) else 0

    def keep_settings(self, packed: int) -> bool:
        """Let the mudlib keep the settings; did it?"""
        return master.approved(master.ask(self.world, "save_ed_setup", self.editor(), packed))

    # -- files ----------------------------------------------------------------------------------------------

    def read(self, path: str, *, eight_bits: bool) -> Found | None:
        """The content of a plain file; None when it cannot be read."""
        real = self.world.files.resolve(path)
        try:
            if real is None or not real.is_file():
                return None
            data = real.read_bytes()
        except OSError as wrong:
            self._log(path, wrong.strerror or str(wrong))
            return None
        text = data.replace(b"\0", b"")
        high = 0 if text.isascii() else sum(byte > 127 for byte in text)
        if not eight_bits:
            text = bytes(byte & 127 for byte in text)
        codec = self.world.config.charset.codec
        return Found(text.decode(codec, "surrogateescape"), len(text), high, len(data) - len(text))

    def save(self, path: str, text: str, *, appending: bool) -> int | None:
        """Write a text to a file, as a whole or not at all; the number of bytes, or None when it failed."""
        real = self.world.files.resolve(path, writing=True)
        if real is None or (real.exists() and not real.is_file()):
            return None
        try:
            data = text.encode(self.world.config.charset.codec, "surrogateescape")
            write_beside(real, (_content(real) if appending else b"") + data)
        except OSError as wrong:
            self._log(path, wrong.strerror or str(wrong))
            return None
        except UnicodeError:
            self._log(path, "a character that the charset does not have")
            return None
        return len(data)

    def _log(self, path: str, wrong: str) -> None:
        self.world.ports.log(f"ed(): {path}: {wrong}")

    # -- what the mudlib hears ------------------------------------------------------------------------------

    def may_write(self, path: str) -> bool:
        """Ask the function that looks after writing, if there is one."""
        return self.on_write is None or _yes(apply_safely(self.world, None, self.owner, self.on_write, path, 0))

    def written(self, path: str) -> None:
        """Tell it that the file is written."""
        if self.on_write is not None:
            apply_safely(self.world, None, self.owner, self.on_write, path, 1)

    def left(self) -> None:
        """Tell the function that looks after the end."""
        if self.on_exit is not None:
            apply_safely(self.world, None, self.owner, self.on_exit)

    def emergency_name(self, path: str) -> str | None:
        """Where the master's get_save_file_name() wants the text of somebody who goes in the midst of it."""
        newer = self.world.config.profile is Profile.FLUFFOS
        name = "get_ed_buffer_save_file_name" if newer else "get_save_file_name"
        answer = apply_safely(self.world, None, self.world.master, name, path, self.editor())
        return answer.removeprefix("/") if isinstance(answer, str) else None


def _content(real: Path) -> bytes:
    return real.read_bytes() if real.exists() else b""


def _yes(answer: Any) -> bool:
    return answer is not None and truth(answer)


