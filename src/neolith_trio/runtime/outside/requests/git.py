"""One errand for git that LPC's git_*() efuns run, as the service needs it (services/git.py)."""

from __future__ import annotations

import enum
from pathlib import Path

from ....data import frozen


class GitAction(enum.Enum):
    """What git is to do."""

    CLONE = "clone"
    PULL = "pull"
    STATUS = "status"
    COMMIT = "commit"
    LOG = "log"
    DIFF = "diff"
    CHECKOUT = "checkout"


@frozen(kw_only=True)
class GitRequest:
    """An errand; which of the further fields count depends on the action."""

    action: GitAction
    directory: Path
    """The directory of the mudlib that holds the files."""
    url: str = ""
    private: bool = False
    """Whether it may come from a server whose address is not public."""
    reference: str = ""
    """A branch, tag or commit; "" is what is checked out."""
    depth: int = 0
    count: int = 20
    message: str = ""
    author: str = ""
    email: str = ""
    files: tuple[str, ...] = ()
    """Paths below `directory`; none are all."""
    most: int = 1_000_000
    """Bytes of what git may write."""


def has_server(url: str) -> bool:
    """Does the address lead to a server, and not to a directory of this machine?"""
    local = url.startswith(("file:", "/", "./", "../")) or ":" not in url
    return not local
