"""Apply: what is said of a function of the mudlib that the driver calls."""

from __future__ import annotations

from enum import Enum
from typing import Final

from ...config import Profile
from ...data import frozen

ANY: Final = frozenset(Profile)
NEOLITH: Final = frozenset({Profile.NEOLITH})
OTHERS: Final = frozenset({Profile.MUDOS, Profile.FLUFFOS})
FLUFFOS: Final = frozenset({Profile.FLUFFOS})
NOT_FLUFFOS: Final = ANY - FLUFFOS


class Place(Enum):
    """In which objects the driver looks for a function."""

    ALL = "every object"
    USER = "user objects"
    MASTER = "the master object"


@frozen
class Apply:
    """One apply: in which objects, its prototype, and when it is called with what."""

    name: str
    place: Place
    prototype: str
    manual: str
    profiles: frozenset[Profile] = ANY
