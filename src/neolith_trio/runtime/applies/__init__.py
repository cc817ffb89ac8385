"""Applies: the functions of the mudlib that the driver calls, and the text of their manual pages.

The rule: whatever the driver calls by a name of its own has a line here; a test compares the tables with the source.
Only the manual and the compiler's warnings read them. `manual` is written like the docstring of an efun.
"""

from __future__ import annotations

from typing import Final

from .apply import Apply, Place
from .master import MASTER
from .objects import OBJECTS
from .permissions import PERMISSIONS
from .users import USERS

APPLIES: Final[tuple[Apply, ...]] = (*OBJECTS, *USERS, *MASTER, *PERMISSIONS)

__all__ = ["APPLIES", "Apply", "Place"]
