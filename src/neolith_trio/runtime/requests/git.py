"""One errand for git that LPC's git_*() efuns run, as the service needs it (services/git.py)."""

from __future__ import annotations

import enum
from pathlib import Path

from ...data import frozen


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
